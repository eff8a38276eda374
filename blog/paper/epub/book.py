"""All that lies in a book, and what decides how it comes out."""

from dataclasses import replace
from pathlib import Path

from django.contrib.staticfiles import finders

from config.site import absolute

from ..volume import Volume
from .access import access_of
from .chapters import Chapter, chapters_of
from .contents import entries_of
from .items import Item, document
from .pages import Pages
from .pictures import Shelf
from .typeface import has_own_letters, typeface_for


def files_of(volume: Volume, shelf: Shelf) -> dict[str, bytes]:
    """By name, in the order in which they are read; the package lists them."""
    pages, chapters = Pages(volume), chapters_of(volume.sheets, shelf.images)
    entries = entries_of(chapters)
    items = [
        *_front(pages, chapters, shelf),
        pages.contents(entries, chapters[0].name),
        *(page for chapter in chapters for page in pages.chapter(chapter)),
        pages.colophon(),
    ]
    text = "".join(item.content.decode() for item in items)
    items += [pages.contents_for_old_programs(entries), *_style(text, volume.choice.font)]
    items += _pictures(text, shelf, chapters[0] if pages.facts.is_single else None)
    package = pages.package(items, access_of(chapters))
    container = {"META-INF/container.xml": document("container.xml", {}), "EPUB/package.opf": package}
    return container | {f"EPUB/{item.name}": item.content for item in items}


def gist_of(volume: Volume) -> list[str]:
    """Found without going through the texts: the same gist, the same book."""
    pages, choice = Pages(volume), volume.choice
    covers = [f"{sheet.cover.file.url} {sheet.cover.alt}" for sheet in volume.sheets if sheet.cover]
    logo = pages.facts.paper.logo
    front = [pages.package([]), pages.drawn_cover().content, pages.title(None).content, pages.colophon().content]
    front += [pages.head(sheet) for sheet in volume.sheets]
    texts = [text for sheet in volume.sheets for text in (sheet.text, sheet.talk)]
    chosen = [choice.ink, str(has_own_letters(choice.font)), choice.pictures, logo.file.url if logo else ""]
    return [*(each.decode() for each in front), *covers, *texts, *chosen, _css()]


def _front(pages: Pages, chapters: list[Chapter], shelf: Shelf) -> list[Item]:
    first, logo = chapters[0], pages.facts.paper.logo
    picture = first.cover if pages.facts.is_single else None
    cover = pages.cover(picture, first.sheet.cover.alt if picture and first.sheet.cover else "")
    title = pages.title(shelf.images.get(absolute(logo.file.url)) if logo else None)
    return [cover, title] if picture else [cover, pages.drawn_cover(), title]


def _style(text: str, font: str) -> list[Item]:
    rules, files = typeface_for(text, font)
    return [Item("book.css", f"{_css()}{rules}".encode()), *(Item(*file) for file in files.items())]


def _pictures(text: str, shelf: Shelf, single: Chapter | None) -> list[Item]:
    """Those that a page shows."""
    shown = [Item(name, content) for name, content in shelf.contents.items() if f'src="{name}"' in text]
    cover = single.cover.name if single and single.cover else ""
    return [replace(item, properties="cover-image") if item.name == cover else item for item in shown]


def _css() -> str:
    return Path(finders.find("css/epub.css")).read_text()
