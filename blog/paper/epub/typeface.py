"""
The reading program has its own letters, and its reader chose them. Only whoever asks for Atkinson Hyperlegible gets it
along: each file as a family of its own, since many programs know no `unicode-range`.
"""

from pathlib import Path

from django.contrib.staticfiles import finders

from ..fonts import fonts_for

LICENCE = "fonts/LICENSE-atkinson.txt"


def has_own_letters(chosen: str) -> bool:
    return chosen == "legible"


def typeface_for(text: str, chosen: str) -> tuple[str, dict[str, bytes]]:
    """The rules, and the files by their name in the book."""
    if not has_own_letters(chosen):
        return "", {}
    files = {path.name: path for path in fonts_for(text, chosen)[1].values() if path.name.startswith("atkinson")}
    families = ", ".join(dict.fromkeys(f'"{_family(name)}"' for name in sorted(files, key=len)))
    rules = [*map(_rule, sorted(files)), f"body, h1, h2, h3, h4, h5, h6 {{ font-family: {families}, sans-serif; }}"]
    contents = {f"fonts/{name}": path.read_bytes() for name, path in sorted(files.items())}
    return "\n".join(rules), contents | {LICENCE: Path(finders.find(LICENCE)).read_bytes()}


def _rule(name: str) -> str:
    style = "italic" if "-italic" in name else "normal"
    return (
        f'@font-face {{ font-family: "{_family(name)}"; src: url("fonts/{name}") format("woff2"); '
        f"font-weight: 200 800; font-style: {style}; }}"
    )


def _family(name: str) -> str:
    return name.removesuffix(".woff2").removesuffix("-italic")
