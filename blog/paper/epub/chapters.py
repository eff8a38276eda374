"""A sheet as a chapter: its text, what was said about it, and the addresses it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.safestring import SafeString

from config.site import absolute

from ...markdown.words import words_for
from ..sheet import Sheet
from . import attributes, media, structure
from .anchors import Places
from .elements import every, read, words_of, write
from .mathematics import set_formulas
from .notes import address_id, number_addresses, set_notes


@dataclass
class Chapter:
    """Named like piece-1, and the documents behind it like piece-1-replies; every id in them begins with `prefix`."""

    number: int
    sheet: Sheet
    text_tree: Element
    talk_tree: Element | None
    with_formulas: bool = False
    cover: media.Image | None = None

    @property
    def name(self) -> str:
        return f"piece-{self.number}.xhtml"

    @property
    def talk_name(self) -> str:
        return f"piece-{self.number}-replies.xhtml"

    @property
    def addresses_name(self) -> str:
        return f"piece-{self.number}-addresses.xhtml"

    @property
    def prefix(self) -> str:
        return f"p{self.number}-"

    @property
    def title_id(self) -> str:
        return f"{self.prefix}title"

    @property
    def text(self) -> SafeString:
        return write(self.text_tree)

    @property
    def talk(self) -> SafeString:
        return write(self.talk_tree) if self.talk_tree is not None else SafeString("")

    @property
    def talk_title(self) -> str:
        heading = self.talk_tree.find(".//h1") if self.talk_tree is not None else None
        return words_of(heading) if heading is not None else ""

    @property
    def trees(self) -> list[Element]:
        return [self.text_tree, *([self.talk_tree] if self.talk_tree is not None else [])]

    @property
    def addresses(self) -> list[tuple[str, str, str]]:
        """(id, address as it is read, address as it is followed)."""
        named = enumerate(self.sheet.addresses, 1)
        base = self.sheet.canonical
        return [(address_id(self.prefix, number), each, attributes.usable(each, base)) for number, each in named]


def chapters_of(sheets: list[Sheet], images: Mapping[str, media.Image]) -> list[Chapter]:
    places, chapters = Places(), []
    for number, sheet in enumerate(sheets, 1):
        chapter = _chapter(number, sheet, images)
        places.add(chapter.name, _addresses_of(sheet), sheet.anchor)
        places.name_all(chapter.text_tree, chapter.name, chapter.prefix)
        chapters.append(chapter)
    for chapter in chapters:
        _lead(chapter, places)
    return chapters


def _addresses_of(sheet: Sheet) -> list[str]:
    """A comment has no short address of its own."""
    return [sheet.canonical] if sheet.letter else [sheet.canonical, sheet.short_url]


def _chapter(number: int, sheet: Sheet, images: Mapping[str, media.Image]) -> Chapter:
    text = _tree(sheet.text, sheet, images)
    with_formulas = set_formulas(text)
    structure.set_right(text)
    talk = _tree(sheet.talk, sheet, images) if sheet.talk else None
    if talk is not None:
        structure.set_right(talk)
        for heading in [*every(talk, "h2")][:1]:
            heading.tag = "h1"
    cover = images.get(absolute(sheet.cover.file.url)) if sheet.cover else None
    return Chapter(number, sheet, text, talk, with_formulas, cover)


def _tree(html: str, sheet: Sheet, images: Mapping[str, media.Image]) -> Element:
    words = words_for(sheet.post.lang)
    body = read(html)
    attributes.keep_known(body)
    set_notes(body, words["back"])
    media.leave_out_pictures(body, sheet.choice.pictures == "none")
    media.set_media(body, images, words)
    return body


def _lead(chapter: Chapter, places: Places) -> None:
    base = chapter.sheet.canonical
    places.lead(chapter.text_tree, chapter.name, base)
    number_addresses(chapter.text_tree, chapter.addresses_name, chapter.prefix)
    if chapter.talk_tree is not None:
        places.name_all(chapter.talk_tree, chapter.talk_name, f"{chapter.prefix}talk-")
        places.lead(chapter.talk_tree, chapter.talk_name, base)
        number_addresses(chapter.talk_tree, chapter.addresses_name, chapter.prefix)
