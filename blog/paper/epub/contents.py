"""The contents list: pieces, and under each its headings, what was said, and its addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from .anchors import HEADINGS
from .chapters import Chapter
from .elements import words_of


@dataclass
class Entry:
    label: str
    href: str
    level: int = 1
    children: list["Entry"] = field(default_factory=list)
    language: str = ""
    direction: str = ""
    number: int = 0


def entries_of(chapters: list[Chapter]) -> list[Entry]:
    """Numbered in the order in which they stand."""
    pieces = [_piece(chapter) for chapter in chapters]
    entries = [Entry(_("Title page"), "title.xhtml"), *pieces, Entry(_("Colophon"), "colophon.xhtml")]
    for number, entry in enumerate(_all(entries), 1):
        entry.number = number
    return entries


def depth_of(entries: list[Entry]) -> int:
    return 1 + max((depth_of(entry.children) for entry in entries if entry.children), default=0)


def _piece(chapter: Chapter) -> Entry:
    post = chapter.sheet.post
    own = {"language": post.lang, "direction": chapter.sheet.direction}
    entry = Entry(chapter.sheet.title, chapter.name, **own)
    entry.children = headings_of(chapter.text_tree, chapter.name, own)
    if chapter.talk_tree is not None:
        entry.children.append(Entry(chapter.talk_title, chapter.talk_name))
    if chapter.addresses:
        entry.children.append(Entry(_("Addresses"), chapter.addresses_name))
    return entry


def _all(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def headings_of(body: Element, document: str, own: dict[str, str]) -> list[Entry]:
    """Nested as their levels are; `own` is their language and direction."""
    top: list[Entry] = []
    path: list[Entry] = []
    for heading in body.iter():
        if heading.tag not in HEADINGS:
            continue
        entry = Entry(_label(heading), f"{document}#{heading.get('id')}", int(heading.tag[1]), **own)
        while path and path[-1].level >= entry.level:
            path.pop()
        (path[-1].children if path else top).append(entry)
        path.append(entry)
    return top


def _label(heading: Element) -> str:
    """Its words without the numbers of notes."""
    return words_of(heading, but=lambda element: "noteref" in element.get("epub:type", ""))
