"""An export as a source: everything in it becomes the records that it was made of."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from ....redirects.spelling import typed
from ...records import PostRecord, Site
from ...sources import Record, Unreadable
from ..addresses import path_of, urlsplit_or_none
from ..fields import Fields
from ..folder import Folder, Unfit
from ..front_matter import read_exactly
from ..source import unfit
from . import library
from .article import Beside, article
from .conversations import Conversations
from .json_lines import text
from .versions import versions_of

FORMAT, VERSION = "broadsheet", 1
LONGEST_SITE = 1024**2
PIECES = {"posts", "pages"}
ABOUT = {"tags": "tag", "categories": "category", "series": "series", "authors": "author"}


def is_own(root: Path) -> bool:
    return _told(root).get("format") == FORMAT


class OwnExport:
    program = "Broadsheet"

    def __init__(self, root: Path, name: str):
        self.name, self.root = name, root
        told = _told(root)
        if told.get("version") != VERSION:
            raise Unreadable(_("it was written by a newer Broadsheet. Bring this one up to date first."))
        words = ("title", "address", "tagline", "description", "language", "time_zone", "colophon")
        self.site = Site(is_own=True, **{word: text(told, word) for word in words})
        self.folder = Folder(root)
        texts = [path for path in self.folder.files if path.parts[0] == "content" and path.suffix == ".md"]
        self.about = sorted((path for path in texts if len(path.parts) > 3 and path.parts[1] in ABOUT), key=self._age)
        self.pieces = sorted((path for path in texts if path.parts[1] in PIECES), key=_depth)
        self.conversations = Conversations(root / "comments.jsonl")
        # What texts say of each other: pages by path, and all that posts say of old addresses.
        self.pages: dict[str, str] = {}
        self.aliases: set[str] = set()
        self.feed_ids: set[str] = set()
        for path in self.pieces:
            self._note(path)

    def records(self, repairs: Counter) -> Iterator[Record]:
        self.folder.count_links(repairs)
        yield self.site
        # In the order in which one needs the other: a picture that a text shows is known by then.
        yield from self._told_by(self.about, repairs)
        yield from library.pictures(self.root / "pictures.jsonl", repairs)
        yield from self._told_by(self.pieces, repairs)
        yield from library.redirects(self.root / "redirects.csv", self.aliases, repairs)
        self.conversations.tell(self.feed_ids, repairs)

    def picture(self, address: str) -> Path | None:
        parts = urlsplit_or_none(address)
        own = urlsplit_or_none(self.site.address)
        if parts is None or own is None or parts.netloc not in {"", own.netloc}:
            return None
        wanted = library.picture_file(path_of(parts.path))
        found = self.folder.find(wanted) if wanted else None
        return self.folder.at(found) if found else None

    def _age(self, path: PurePosixPath) -> tuple[str, int]:
        """They were made in the order of their numbers, and are again."""
        try:
            return path.parts[1], self._read(path, Counter())[0].inner("params").number("id") or 0
        except Unfit:
            return path.parts[1], 0

    def _note(self, path: PurePosixPath) -> None:
        try:
            fields, _body = self._read(path, Counter())
        except Unfit:
            return
        self.aliases.update(typed(path) for path in fields.exact_list("aliases"))
        self.feed_ids.add(fields.inner("params").words("feed_id"))
        if url := fields.words("url").strip("/"):
            self.pages[url] = str(path)

    def _read(self, path: PurePosixPath, repairs: Counter) -> tuple[Fields, str]:
        document = read_exactly(self.folder.bytes_of(path), repairs)
        return Fields(document.fields or {}), document.body

    def _told_by(self, paths: list[PurePosixPath], repairs: Counter) -> Iterator[Record]:
        for path in paths:
            yield self._record(path, repairs)

    def _record(self, path: PurePosixPath, repairs: Counter) -> Record:
        kind = path.parts[1]
        try:
            fields, body = self._read(path, repairs)
        except Unfit as error:
            return unfit(path, str(error))
        if kind == "authors":
            return library.person(fields, body)
        return library.term(ABOUT[kind], fields, body) if kind in ABOUT else self._article(path, fields, body, repairs)

    def _article(self, path: PurePosixPath, fields: Fields, body: str, repairs: Counter) -> PostRecord:
        params = fields.inner("params")
        parent = params.words("parent")
        beside = Beside(
            self.pages.get(parent, parent),
            self.conversations.of(params.words("feed_id")),
            versions_of(self.root, params.number("id"), repairs),
        )
        return article(str(path), fields, body, self.site.address, beside)


def _told(root: Path) -> dict:
    path = root / "site.json"
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LONGEST_SITE:
        return {}
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError):
        return {}
    return told if isinstance(told, dict) else {}


def _depth(path: PurePosixPath) -> tuple[int, PurePosixPath]:
    """A page comes before those below it."""
    return len(path.parts) - (path.name == "_index.md"), path
