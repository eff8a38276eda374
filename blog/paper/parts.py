"""
The parts of a text that can be left out one by one: paragraphs, headings, items of a list, pictures, code, tables.

A part is known by a short code made from its own HTML, not by its place: when the text changes, a shared choice still
leaves out the same words, and what has changed is back.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import count

from .choice import CODE
from .tags import TAG, VOID, with_class

# Their items are parts of their own.
LISTS = {"ol", "ul"}
GALLERY = re.compile(r' class="[^"]*\bgallery\b')
# These follow from the rest.
NOT_A_PART = re.compile(r' class="[^"]*\bfootnotes\b')
WITHIN_WORDS = set("a abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup u wbr".split())  # noqa: SIM905
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
WORDS_SHOWN = 60


@dataclass(frozen=True)
class Element:
    html: str
    name: str
    attributes: str
    inside: tuple[int, int]  # where its content begins and ends in `html`

    @property
    def is_group(self) -> bool:
        return self.name in LISTS or bool(GALLERY.search(self.attributes))


@dataclass(frozen=True)
class Part:
    code: str
    name: str  # of its element
    words: str  # how it begins, or what it shows
    is_picture: bool
    is_left_out: bool = False
    size: str = ""  # of this picture alone


class Cutter:
    """Goes through texts of one sheet and gives each part its code; two that are alike, or by chance
    would have the same, are told apart by order."""

    def __init__(self, left_out: frozenset[str], sizes: dict[str, str]):
        self.left_out, self.sizes = left_out, sizes
        self.parts: list[Part] = []
        self._given: set[str] = set()

    def cut(self, html: str) -> str:
        """`html` without what is left out; every other part says its code in `data-part`."""
        return _each_child(html, self._top)

    def take(self, source: str, name: str, words: str, *, is_picture=False) -> str:
        """The code of a part that stands by itself (a comment, the cover); empty if it is left out."""
        code = self._code(source)
        is_out = code in self.left_out
        self.parts.append(Part(code, name, words, is_picture, is_out, self.sizes.get(code, "")))
        return "" if is_out else code

    def _top(self, element: Element) -> str:
        if NOT_A_PART.search(element.attributes):
            return element.html
        if not element.is_group:
            return self._part(element)
        start, end = element.inside
        inner = _each_child(element.html[start:end], self._part)
        # A list whose items are all gone is gone.
        return element.html[:start] + inner + element.html[end:] if TAG.search(inner) else ""

    def _part(self, element: Element) -> str:
        is_picture = "<img " in element.html
        code = self.take(element.html, element.name, words_of(element.html), is_picture=is_picture)
        if not code:
            return ""
        attributes = element.attributes
        if size := self.sizes.get(code):
            attributes = with_class(attributes, f"picture-{size}")
        rest = element.html[1 + len(element.name) + len(element.attributes) :]
        return f'<{element.name}{attributes} data-part="{code}"{rest}'

    def _code(self, source: str) -> str:
        code = next(each for each in map(partial(_code_of, source), count(1)) if each not in self._given)
        self._given.add(code)
        return code


def _code_of(source: str, number: int) -> str:
    digest = hashlib.sha256(f"{source}\0{number}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE])


def _each_child(html: str, change: Callable[[Element], str]) -> str:
    """`html` with each of its outermost elements as `change` returns it; text between them stays."""
    pieces, done = [], 0
    for start, end, element in _children(html):
        pieces += [html[done:start], change(element)]
        done = end
    return "".join([*pieces, html[done:]])


def _children(html: str) -> Iterator[tuple[int, int, Element]]:
    depth, opening = 0, None
    for tag in TAG.finditer(html):
        if tag[2] in VOID:
            if not depth:
                yield tag.start(), tag.end(), _element(html, tag, tag)
        elif not tag[1]:
            opening = opening if depth else tag
            depth += 1
        elif depth:
            depth -= 1
            if not depth and opening:
                yield opening.start(), tag.end(), _element(html, opening, tag)


def _element(html: str, opening: re.Match, closing: re.Match) -> Element:
    start = opening.start()
    inside = (opening.end() - start, closing.start() - start)
    return Element(html[start : closing.end()], opening[2], opening[3], inside)


def words_of(html: str) -> str:
    """How a part begins, as plain text; what it shows if it is a picture."""
    words = " ".join(unescape(TAG.sub(lambda tag: "" if tag[2] in WITHIN_WORDS else " ", html)).split())
    if not words and (alt := re.search(r' alt="([^"]*)"', html)):
        words = unescape(alt[1])
    return words if len(words) <= WORDS_SHOWN else words[:WORDS_SHOWN].rstrip() + "…"
