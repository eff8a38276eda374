"""A PDF under the magnifying glass: its words and where they stand, its fonts, its structure."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from io import BytesIO

import pikepdf
import pytest

from blog.paper import libraries, pdf
from blog.paper.choice import Choice
from blog.paper.volume import volume_of_post
from tests import specimens

# On a machine of one's own these may be missing; where everything is required their tests fail.
IS_LAX = os.environ.get("BROADSHEET_REQUIRE_ALL") != "1"
needs_press = pytest.mark.skipif(bool(libraries.missing()), reason="WeasyPrint's libraries are not here")
needs_poppler = pytest.mark.skipif(IS_LAX and not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def has_font(family: str) -> bool:
    found = shutil.which("fc-list") and subprocess.run(["fc-list", family], capture_output=True, check=False).stdout
    return bool(found)


has_fonts = all(map(has_font, ("Noto Naskh Arabic", "Noto Serif CJK JP", "Noto Color Emoji")))
needs_fonts = pytest.mark.skipif(IS_LAX and not has_fonts, reason="the fonts that the README names are not installed")

MM = 72 / 25.4
# Top, sides and bottom, as css/choices.css has them.
MARGINS = {"a4": (24, 30, 26), "letter": (23, 32, 24), "a5": (17, 17, 19)}
SIDES_OF_COLUMNS = 20
LOOSE = 1.5  # points that a letter may hang over
WORD = re.compile(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e]")  # poppler's own marks
PAGE = re.compile(r'<page width="(\S+)" height="(\S+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """All in points, from the upper left corner."""

    width: float
    height: float
    margins: tuple[float, float, float]
    words: list[Word]

    @property
    def body(self) -> list[Word]:
        """Without the running head and the foot."""
        top, _sides, bottom = self.margins
        return [word for word in self.words if word.bottom > top - LOOSE and word.top < self.height - bottom + LOOSE]

    @property
    def strays(self) -> list[str]:
        """What stands outside the text area."""
        top, sides, bottom = self.margins
        astray = [word for word in self.words if word.left < sides - LOOSE or word.right > self.width - sides + LOOSE]
        astray += [word for word in self.body if word.top < top - 6 or word.bottom > self.height - bottom + 6]
        return [word.text for word in astray]

    @property
    def last_line(self) -> str:
        lowest = max((word.bottom for word in self.body), default=0)
        return " ".join(word.text for word in self.body if word.bottom > lowest - 4)


class Proof:
    def __init__(self, data: bytes, choice: Choice):
        self.data, self.choice = data, choice
        self.book = pikepdf.open(BytesIO(data))

    @cached_property
    def pages(self) -> list[Page]:
        top, sides, bottom = MARGINS[self.choice.paper]
        sides = SIDES_OF_COLUMNS if self.choice.columns == "2" and self.choice.paper != "a5" else sides
        margins = (top * MM, sides * MM, bottom * MM)
        found = PAGE.findall(self._poppler("pdftotext", "-bbox"))
        return [Page(float(width), float(height), margins, _words(inside)) for width, height, inside in found]

    @cached_property
    def text(self) -> str:
        """As it comes out when it is copied: without the breaks of lines."""
        return " ".join(DIRECTION.sub("", self._poppler("pdftotext")).split())

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """The bookmarks from top to bottom, each with the number of its page."""
        with self.book.open_outline() as outline:
            return list(_flat(outline.root, {page.objgen: number for number, page in enumerate(self.book.pages)}))

    @property
    def fonts(self) -> list[pikepdf.Dictionary]:
        dictionaries = [each for each in self.book.objects if isinstance(each, pikepdf.Dictionary)]
        return [each for each in dictionaries if each.get("/Type") == "/Font" and "/DescendantFonts" in each]

    @property
    def links(self) -> list[pikepdf.Dictionary]:
        return [note for page in self.book.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]

    def elements(self, kind: str) -> list[pikepdf.Dictionary]:
        """Of the structure that a screen reader walks through."""
        dictionaries = [each for each in self.book.objects if isinstance(each, pikepdf.Dictionary)]
        return [each for each in dictionaries if each.get("/Type") == "/StructElem" and each.get("/S") == f"/{kind}"]

    def picture(self, page: int, dots: int) -> bytes:
        number = str(page + 1)
        return self._run("pdftoppm", "-r", str(dots), "-f", number, "-l", number, "-gray", "-png", "-")

    def _poppler(self, *command: str) -> str:
        return self._run(*command, "-", "-").decode(errors="replace")

    def _run(self, *command: str) -> bytes:
        return subprocess.run(command, input=self.data, capture_output=True, check=True).stdout


def proof(name: str, query: str = "") -> Proof:
    """The specimen of this name as the reader wants it; made once in each process."""
    return _made(name, query)


@cache
def _made(name: str, query: str) -> Proof:
    choice = Choice.parse(query)
    volume = volume_of_post(specimens.make(name), choice)
    return Proof(pdf.run_press(volume, pdf.html_of(volume))[0], choice)


def _words(page: str) -> list[Word]:
    return [Word(*map(float, word[:4]), unescape(word[4])) for word in WORD.findall(page)]


def _flat(items, numbers):
    for item in items:
        yield item.title, numbers[item.destination[0].objgen]
        yield from _flat(item.children, numbers)
