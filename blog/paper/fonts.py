"""
The site's own fonts for the PDF, from the same stylesheets as the pages.

WeasyPrint takes all files of one family for one font and mixes up their letters; so each file becomes a family of its
own, and the three stacks name them one after the other. Only what a text needs is loaded: each file costs 0.1 s.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

from .scripts import languages_in, of_the_system

FACE = re.compile(
    r'@font-face \{ font-family: "(?P<family>[^"]+)"; src: url\("\.\./(?P<file>[^"]+)"\)[^;]*;'
    r"[^}]*?font-style: (?P<style>\w+);[^}]*unicode-range: (?P<ranges>[^;]+);"
)
STACKS = {
    "Source Serif 4": ("--text", "Serif"),
    "Source Sans 3": ("--label", "Sans"),
    "Source Code Pro": ("--mono", "Sans Mono"),
    "Atkinson Hyperlegible Next": ("--legible", "Sans"),
}
# Of the families of text only that which was chosen is loaded; labels are set in Source Sans whatever it is.
FAMILY_OF_TEXT = {"serif": "Source Serif 4", "sans": "Source Sans 3", "legible": "Atkinson Hyperlegible Next"}
SHEETS = ("fonts", "paper-fonts")
# What css/printed.css and its like slant, and what staff may slant by CSS of their own.
SLANTED = re.compile(
    r"<(?:address|blockquote|caption|cite|dfn|em|i|var)\b|\b(?:authors|credit|pullquote|removed|tagline)\b|italic|oblique"
)


def fonts_for(html: str, chosen: str = "serif") -> tuple[str, dict[str, Path]]:
    """A stylesheet with the faces this text needs and the stacks, and where their files are."""
    letters = {ord(letter) for letter in html}
    unused = set(FAMILY_OF_TEXT.values()) - {FAMILY_OF_TEXT[chosen], "Source Sans 3"}
    unused |= set() if "<code" in html else {"Source Code Pro"}
    faces = [face for face in _faces() if face["family"] not in unused]
    if not SLANTED.search(html):
        faces = [face for face in faces if face["style"] == "normal"]
    needed = [face for face in faces if _covers_any(face["ranges"], letters)]
    files = {f"font:{face['file']}": Path(finders.find(face["file"])) for face in needed}
    return "\n".join([*map(_rule, needed), *_stacks(needed, letters, languages_in(html))]), files


def _faces() -> list[dict]:
    css = "".join(Path(finders.find(f"css/{name}.css")).read_text() for name in SHEETS)
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


def _stacks(faces: list[dict], letters: set[int], languages: list[str]) -> Iterator[str]:
    """For the volume, and again for whatever in it says that it is in another language."""
    for number, language in enumerate(languages):
        rules = []
        for family, (name, kind) in STACKS.items():
            own = dict.fromkeys(f'"{_own_family(face)}"' for face in faces if face["family"] == family)
            rules.append(f"{name}: {', '.join([*own, *of_the_system(kind, letters, language)])};")
        place = f'[lang="{language}"]' if number else ":root"
        yield f"{place} {{ {' '.join(rules)} }}"


def _own_family(face: dict) -> str:
    return Path(face["file"]).stem.removesuffix("-italic")
