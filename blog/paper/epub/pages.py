"""The pages of a book, each set by its template."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import get_language_bidi

from ..sheet import Sheet
from ..volume import Volume
from . import cover
from .chapters import Chapter
from .contents import Entry, depth_of
from .items import Item, document
from .media import Image
from .metadata import facts_of
from .typeface import has_own_letters

COVER, CONTENTS = "cover.svg", "contents.xhtml"


class Pages:
    def __init__(self, volume: Volume):
        self.volume, self.facts = volume, facts_of(volume)
        site_direction = "rtl" if get_language_bidi() else "ltr"
        self.context = {
            "volume": volume,
            "facts": self.facts,
            "language": settings.LANGUAGE_CODE,
            "site_direction": site_direction,
            "with_font": has_own_letters(volume.choice.font),
        }
        self.own = {"lang": volume.language, "dir": volume.direction}
        # What the site says is in its own language.
        self.ours = {"lang": settings.LANGUAGE_CODE, "dir": site_direction}

    def cover(self, image: Image | None, description: str) -> Item:
        """With the picture, or with the cover drawn here."""
        words = f"{self.volume.title}. {self.volume.author}, {self.facts.site.title}"
        image = image or Image(COVER, cover.WIDTH, cover.HEIGHT)
        return self._page("cover.xhtml", image=image, alt=description or words, **self.own)

    def drawn_cover(self) -> Item:
        drawn = cover.cover_of(self.volume, self.facts.site.title)
        return Item(COVER, document(COVER, {**self.context, "cover": drawn}), "cover-image")

    def title(self, logo: Image | None) -> Item:
        return self._page("title.xhtml", logo=logo, **self.own)

    def contents(self, entries: list[Entry], start: str) -> Item:
        """A page to be read only where there are several pieces."""
        page = self._page(CONTENTS, entries=entries, start=start, **self.ours)
        return Item(CONTENTS, page.content, "nav", is_read=not self.facts.is_single)

    def contents_for_old_programs(self, entries: list[Entry]) -> Item:
        return Item("toc.ncx", document("toc.ncx", {**self.context, "entries": entries, "depth": depth_of(entries)}))

    def chapter(self, chapter: Chapter) -> Iterator[Item]:
        context = {**self._of_sheet(chapter.sheet), "chapter": chapter, "title_id": chapter.title_id}
        picture = None if self.facts.is_single else chapter.cover
        properties = "mathml" if chapter.with_formulas else ""
        yield self._page("chapter.xhtml", chapter.name, properties, cover=picture, **context)
        if chapter.talk:
            yield self._page("replies.xhtml", chapter.talk_name, **context)
        if chapter.addresses:
            yield self._page("addresses.xhtml", chapter.addresses_name, **(context | self.ours))

    def head(self, sheet: Sheet) -> bytes:
        return document("_head.xhtml", {**self.context, **self._of_sheet(sheet), "title_id": "title"}, is_whole=False)

    def colophon(self) -> Item:
        """A picture that became the cover is described here, where its caption would be."""
        picture = None if self.volume.is_booklet else self.volume.sheets[0].cover
        words = " ".join(filter(None, [picture.caption, picture.credit])) if picture else ""
        return self._page("colophon.xhtml", cover_words=words, **self.ours)

    def package(self, items: list[Item], access=None) -> bytes:
        return document("package.opf", {**self.context, "items": items, "access": access})

    def _of_sheet(self, sheet: Sheet) -> dict:
        post = sheet.post
        return {"sheet": sheet, "post": post, "choice": sheet.choice, "lang": post.lang, "dir": sheet.direction}

    def _page(self, template: str, name: str = "", properties: str = "", **context) -> Item:
        return Item(name or template, document(template, {**self.context, **context}), properties, is_read=True)
