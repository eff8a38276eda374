"""Formulas as drawings: WeasyPrint prints MathML as a row of letters."""

import re

# As blog.markdown writes it; the sanitiser lets no other <math> through.
FORMULA = re.compile(r'<(?:span|div) class="math" data-tex="([^"]*)"[^>]*>(<math.*?</math>)</(?:span|div)>', re.DOTALL)
VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
SIZE = 24


def draw(html: str) -> tuple[str, dict[str, bytes]]:
    """`html` with every formula as a picture that says its TeX, and the drawings by address."""
    drawings: dict[str, bytes] = {}

    def drawn(match):
        tex, math = match[1], match[2]
        try:
            import ziamath  # a quarter of a second, which few texts need spend

            svg = ziamath.Math(math, size=SIZE).svg()
            _left, top, width, height = (float(part) / SIZE for part in VIEW_BOX.search(svg).groups())
        except Exception:
            # Whatever a formula trips over must not cost the sheet.
            return f'<code class="math-source">{tex}</code>'
        address = f"formula:{len(drawings)}"
        drawings[address] = svg.encode()
        place = "display" if 'display="block"' in math else "inline"
        size = f"width: {width:.3f}em; height: {height:.3f}em; vertical-align: {-(top + height):.3f}em"
        return f'<img class="formula {place}" src="{address}" alt="{tex}" style="{size}">'

    return FORMULA.sub(drawn, html), drawings
