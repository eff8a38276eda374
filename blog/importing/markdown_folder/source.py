"""A blog that lies in a folder as text files: what the importer asks of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ...slugs import make_slug
from ..records import AttachmentRecord, AuthorRecord, PostRecord, Site, TermRecord
from ..sources import Record, Unreadable
from . import people, terms
from .addresses import Addresses
from .articles import Articles
from .constructs.dialect import Dialect
from .fields import Fields
from .folder import Folder, Unfit, written
from .front_matter import Document, read_document
from .pieces import FOREIGN, Piece, Place
from .programs.program import Program

HOST = re.compile(r"[a-z0-9-]{1,60}")


class MarkdownFolder:
    """Reads every file once to know where all of them stood, and again for each time that it is asked."""

    def __init__(self, folder: Folder, program: Program, dialect: Dialect, name: str):
        self.folder, self.name = folder, name
        self._program, self.program = program, program.name
        self.site = self._site(program.site())
        self.addresses = Addresses(folder, program, self.site.address)
        self.articles = Articles(program, dialect, self.addresses)
        self.names: dict[tuple[str, str], str] = {}
        self.people = people.listed_authors(folder)

    def records(self, repairs: Counter) -> Iterator[Record]:
        if not self.places:
            raise Unreadable(_("there is no Markdown file in it."))
        self.folder.count_links(repairs)
        yield self.site
        yield from self.people.values()
        # What is said of terms and people comes before the texts that only name them.
        for place in sorted(self.places, key=lambda place: not terms.section_of(place)):
            yield self._record(place, repairs)

    def picture(self, address: str) -> Path | None:
        return self.addresses.file(address)

    def _site(self, site: Site) -> Site:
        """A blog that does not say where it was gets an address that is nobody's: it is the key of a second run."""
        if urlsplit(site.address).scheme in {"http", "https"} and urlsplit(site.address).hostname:
            return site
        name = self.name.removesuffix(".zip").lower()
        host = name if HOST.fullmatch(name) else sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return replace(site, address=f"https://{host}.invalid")

    @cached_property
    def places(self) -> list[Place]:
        """All texts; by the way it is learned where each stood, what it is called and who wrote it."""
        found = [place for path in self.folder.files if (place := self._program.place(path))]
        for place in found:
            try:
                self._enter(self._piece(place, Counter()))
            except Unfit:
                continue
        return found

    def _enter(self, piece: Piece) -> None:
        names = []
        if self._program.finds_by_name or "_posts" in piece.place.folders:
            names = [piece.path.stem, piece.path.name, *piece.fields.listed("aliases")]
        self.addresses.enter(piece.path, self._program.link(piece), names)
        for term in terms.terms_of(piece, self._program):
            self.names.setdefault((term.kind, term.slug or make_slug(term.name, 140)), term.name)
        for author in self.articles.authors_of(piece.fields):
            known = self.people.get(author.login)
            if known is None or (known.name == known.login and author.name != author.login):
                self.people[author.login] = author

    def _piece(self, place: Place, repairs: Counter) -> Piece:
        """Raises Unfit."""
        if place.path.suffix.lower() in FOREIGN:
            document = Document({}, "")
        else:
            document = read_document(self.folder.bytes_of(place.path), repairs)
        fields = Fields(document.fields or {}, self._program.inherited(place))
        return Piece(place, fields, document.body, document.fields is not None)

    def _record(self, place: Place, repairs: Counter) -> AuthorRecord | TermRecord | AttachmentRecord | PostRecord:
        try:
            piece = self._piece(place, repairs)
        except Unfit as error:
            return unfit(place.path, str(error))
        if section := terms.section_of(place):
            return people.of_section(piece) if section == "author" else terms.described(piece, section, self.names)
        return self.articles.record(piece)


def unfit(path: PurePosixPath, reason: str) -> PostRecord:
    """A file that failed alone."""
    return PostRecord(
        id=written(path), guid="", type="post", status="draft", title="", slug="", link="", login="", content="",
        excerpt="", published_at=None, updated_at=None, markup="markdown", unfit=reason,
    )  # fmt: skip
