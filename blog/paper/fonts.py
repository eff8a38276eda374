"""
The site's own fonts for the PDF, from the same fonts.css as the pages.

WeasyPrint takes all files of one family for one font and mixes up their letters; so each file becomes a family of its
own, and the three stacks name them one after the other. Only what a text needs is loaded: each file costs 0.1 s.
"""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

FACE = re.compile(
    r'@font-face \{ font-family: "(?P<family>[^"]+)"; src: url\("\.\./(?P<file>[^"]+)"\)[^;]*;'
    r"[^}]*?font-style: (?P<style>\w+);[^}]*unicode-range: (?P<ranges>[^;]+);"
)
STACKS = {
    "Source Serif 4": ("--text", '"Noto Serif", "DejaVu Serif", serif'),
    "Source Sans 3": ("--label", '"Noto Sans", "DejaVu Sans", sans-serif'),
    "Source Code Pro": ("--mono", '"Noto Sans Mono", "DejaVu Sans Mono", monospace'),
}


def fonts_for(text: str) -> tuple[str, dict[str, Path]]:
    """A stylesheet with the faces this text needs and the three stacks, and where their files are."""
    letters = {ord(letter) for letter in text}
    needed = [face for face in _faces() if _covers_any(face["ranges"], letters)]
    files = {f"font:{face['file']}": Path(finders.find(face["file"])) for face in needed}
    return "\n".join([*map(_rule, needed), _stacks(needed)]), files


def _faces() -> list[dict]:
    css = Path(finders.find("css/fonts.css")).read_text()
    # Where two files have a letter the last rule wins in a browser, the first family of a stack here.
    return [match.groupdict() for match in FACE.finditer(css)][::-1]


def _covers_any(ranges: str, letters: set[int]) -> bool:
    for each in ranges.split(","):
        first, _dash, last = each.strip().removeprefix("U+").partition("-")
        if any(int(first, 16) <= letter <= int(last or first, 16) for letter in letters):
            return True
    return False


def _rule(face: dict) -> str:
    return (
        f'@font-face {{ font-family: "{_own_family(face)}"; src: url("font:{face["file"]}"); '
        f"font-weight: 200 900; font-style: {face['style']}; unicode-range: {face['ranges']} }}"
    )


def _stacks(faces: list[dict]) -> str:
    rules = []
    for family, (name, fallback) in STACKS.items():
        own = dict.fromkeys(f'"{_own_family(face)}"' for face in faces if face["family"] == family)
        rules.append(f"{name}: {', '.join([*own, fallback])};")
    return f":root {{ {' '.join(rules)} }}"


def _own_family(face: dict) -> str:
    return Path(face["file"]).stem.removesuffix("-italic")
