"""The first reading of a source: is it whole, whose is it, what is in it. Nothing is written before it is over."""

from collections import Counter
from dataclasses import dataclass, field

from .records import AttachmentRecord, AuthorRecord, PostRecord, RedirectRecord, Site, TermRecord
from .sources import Source

KINDS = {"post": "post", "page": "page"}


@dataclass
class Survey:
    source: Source
    site: Site = field(default_factory=Site)
    in_file: Counter = field(default_factory=Counter)
    repairs: Counter = field(default_factory=Counter)
    # Numbers of all pages, so that a page can wait for its parent to come.
    pages: set[str] = field(default_factory=set)
    # Texts name pictures by number before the pictures themselves have come by.
    attachments: list[AttachmentRecord] = field(default_factory=list)
    authors: dict[str, str] = field(default_factory=dict)


def survey(source: Source) -> Survey:
    """Raises sources.Unreadable."""
    found = Survey(source)
    for record in source.records(found.repairs):
        if isinstance(record, Site):
            found.site = record
        else:
            _count(record, found)
    return found


def kind_of(record) -> str:
    if isinstance(record, AuthorRecord):
        return "author"
    if isinstance(record, TermRecord):
        return "term" if record.kind == "other" else record.kind
    if isinstance(record, AttachmentRecord):
        return "attachment"
    if isinstance(record, RedirectRecord):
        return "redirect"
    return KINDS.get(record.type, "other")


def _count(record, found: Survey) -> None:
    found.in_file[kind_of(record)] += 1
    if isinstance(record, AuthorRecord):
        found.authors.setdefault(record.login, record.name)
    elif isinstance(record, AttachmentRecord):
        found.in_file["comment"] += record.comments
        found.attachments.append(record)
    elif isinstance(record, PostRecord):
        found.authors.setdefault(record.login, "")
        found.in_file["comment"] += len(record.comments)
        if record.type == "page":
            found.pages.add(record.id)
