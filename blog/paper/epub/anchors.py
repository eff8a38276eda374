"""Names of places, each of them once in a book, and links that stay inside it where they can."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from ...markdown.attributes import ID_PREFIX
from .attributes import usable
from .elements import every, holds_blocks, rename

# A booklet's own beginning, and that of every id of a text.
BEGINNING = re.compile(rf"(?:in-c?\d+-)?{ID_PREFIX}")
UNSAFE = re.compile(r"[^A-Za-z0-9_.]+")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Places:
    """Where in the book each piece is, by its addresses on the site, and each of its named places."""

    documents: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)  # what a booklet calls its pieces
    names: dict[tuple[str, str], str] = field(default_factory=dict)  # (document, name on the site) → name in the book

    def add(self, document: str, addresses: Iterable[str], anchor: str = "") -> None:
        self.documents |= dict.fromkeys(map(_comparable, addresses), document)
        self.anchors |= {anchor: document} if anchor else {}

    def name_all(self, body: Element, document: str, prefix: str) -> None:
        """Every id becomes one of this book; headings have one, for the contents list."""
        used = {"title"}
        for number, element in enumerate(body.iter(), 1):
            old = element.attrib.pop("id", "")
            is_known = not old or (document, old) in self.names
            if is_known and element.tag not in HEADINGS:
                continue
            new = _unused(BEGINNING.sub("", old, count=1), used, number)
            element.set("id", f"{prefix}{new}")
            if not is_known:
                self.names[document, old] = f"{prefix}{new}"

    def lead(self, body: Element, here: str, base: str) -> None:
        """`base`: where the piece is found on the site, for what does not come along."""
        for link in every(body, "a"):
            address = link.attrib.pop("href", "")
            if address and (led := self._inside(address, here) or usable(address, base)):
                link.set("href", led)
            else:
                rename(link, "div" if holds_blocks(link) else "span")

    def _inside(self, address: str, here: str) -> str:
        """The place in the book, if it is there."""
        page, name = urldefrag(address)
        if not page and name in self.anchors:
            return self.anchors[name]
        document = self.documents.get(_comparable(page), "") if page else here
        if not document:
            return ""
        if not name:
            return document
        new = self.names.get((document, name)) or self.names.get((document, unquote(name)))
        if not new:
            return "" if document == here else document
        return f"#{new}" if document == here else f"{document}#{new}"


def _unused(wish: str, used: set[str], number: int) -> str:
    name = UNSAFE.sub("-", wish).strip("-")[:60]
    while not name or name in used:
        name = f"{name or 'place'}-{number}"
    used.add(name)
    return name


def _comparable(address: str) -> str:
    return unquote(address).rstrip("/")
