"""What the programs have in common; each overrides what it does otherwise."""

from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf.locale import LANG_INFO

from ...records import Site
from ..fields import Fields
from ..folder import Folder, written
from ..pieces import FOREIGN, HTML, MARKDOWN, Piece, Place
from ..yaml_words import Value

POST_FOLDERS = {"post", "posts", "_posts", "blog", "blogs", "article", "articles", "news", "journal", "weblog"}
PAGE_FOLDERS = {"page", "pages"}
POST_WORDS, PAGE_WORDS = {"post", "posts", "article", "blog", "blogposting"}, {"page", "pages", "static"}
DATES = ("date", "publishdate", "pubdate", "published", "created", "lastmod", "modified")
HIDING = ("draft", "private", "hidden", "unlisted", "protected", "encrypted", "encrypt")
UPDATED = ("lastmod", "updated", "modified", "last_modified_at", "last_modified", "date_modified", "update_date")
EXPIRES = ("expirydate", "expires", "unpublishdate", "expiry_date")


class Program:
    name = ""
    leaves_out: frozenset[str] = frozenset()
    settings_files: tuple[str, ...] = ()
    # Folders, in the order of looking, from which files are served at the root.
    served: tuple[str, ...] = ("", "static", "public", "assets", "src")
    takes_html = True
    # Whether a text may name a file without saying where it lies.
    finds_by_name = False

    def __init__(self, folder: Folder, settings: Fields, zone: tzinfo):
        self.folder, self.settings = folder, settings
        self.zone = self._zone() or zone

    # The blog
    def site(self) -> Site:
        say = self.settings.words
        title, tagline, description = say("title", "name"), say("tagline"), say("description")
        return Site(title, self.address(), tagline, description, self.language(), self.zone_name())

    def address(self) -> str:
        return self.settings.words("baseurl", "base_url", "url")

    def language(self) -> str:
        return self.settings.words("languagecode", "defaultcontentlanguage", "default_language", "lang", "language")

    def zone_name(self) -> str:
        return self.settings.words("timezone", "time_zone")

    # Which files
    def place(self, path: PurePosixPath) -> Place | None:
        """None for what is no text of the author's."""
        ending = path.suffix.lower()
        within = self.within(path)
        if within is None or not (ending in MARKDOWN | FOREIGN or (self.takes_html and ending in HTML)):
            return None
        words = PurePosixPath(written(within))
        folders, stem, language = words.parent.parts, words.stem, ""
        if folders and self.is_language(folders[0], is_folder=True):
            language, folders = folders[0], folders[1:]
        bare, _dot, last = stem.rpartition(".")
        if bare and self.is_language(last):
            stem, language = bare, last
        return Place(path, folders, stem, language)

    def within(self, path: PurePosixPath) -> PurePosixPath | None:
        """The path below the folder of texts; None outside of it."""
        return path

    def is_language(self, word: str, *, is_folder: bool = False) -> bool:
        return not is_folder and len(word) < 8 and word.lower() in LANG_INFO

    def inherited(self, place: Place) -> dict[str, Value]:
        """What the front matter need not say because the blog says it for many."""
        return {}

    # What becomes of a file
    def type_of(self, piece: Piece) -> str:
        """post, page, or words for what has no place here."""
        if piece.place.is_section or (piece.place.is_index and not piece.place.folders):
            return "section text"
        said = {piece.fields.words(name).lower() for name in ("type", "layout", "kind")}
        if said & (POST_WORDS | PAGE_WORDS):
            return "page" if said & PAGE_WORDS else "post"
        folders = {folder.lower() for folder in piece.place.folders}
        if folders & PAGE_FOLDERS:
            return "page"
        if folders & POST_FOLDERS:
            return "post"
        return self.otherwise(piece)

    def otherwise(self, piece: Piece) -> str:
        return "post" if self.date(piece) else "page"

    def is_draft(self, piece: Piece) -> bool:
        """Whatever a stranger could not read there; a doubt counts as yes."""
        fields = piece.fields
        if any(name in fields and fields.may_say_yes(name) for name in HIDING):
            return True
        if any(fields.says_no(name) for name in ("published", "publish", "public")):
            return True
        if fields.words("status", "visibility").lower() in {"draft", "private", "hidden", "pending", "unlisted"}:
            return True
        return fields.has_unreadable_moment(self.zone, *EXPIRES, "publishdate", "pubdate", "date")

    def date(self, piece: Piece) -> datetime | None:
        """When it became or becomes public."""
        return piece.fields.moment(self.zone, "publishdate", *DATES) or self.date_in_name(piece)

    def date_in_name(self, piece: Piece) -> datetime | None:
        return Fields({"date": piece.place.dated[0]}).moment(self.zone, "date")

    # Where it stood
    def slug(self, piece: Piece) -> str:
        return piece.fields.words("slug") or piece.place.dated[1]

    def link(self, piece: Piece) -> str:
        """The path on the old blog, from its root."""
        return "/" + "/".join([*piece.place.sections, self.slug(piece)]) + "/"

    def guid(self, piece: Piece, link: str) -> str:
        """What its feed called it: the address, with most programs."""
        return link

    def categories(self, piece: Piece) -> list[str]:
        return piece.fields.listed("categories", "category")

    def tags(self, piece: Piece) -> list[str]:
        return piece.fields.listed("tags", "tag", "keywords")

    def _zone(self) -> tzinfo | None:
        try:
            return ZoneInfo(self.zone_name()) if self.zone_name() else None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
