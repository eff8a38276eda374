"""The first reading of a file: is it whole, whose is it, what is in it. Nothing is written before it is over."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from . import wxr
from .records import AuthorRecord, PostRecord, Site, TermRecord

KINDS = {"post": "post", "page": "page", "attachment": "attachment"}


@dataclass
class Survey:
    path: Path
    site: Site = field(default_factory=Site)
    in_file: Counter = field(default_factory=Counter)
    repairs: Counter = field(default_factory=Counter)
    # Numbers of all pages, so that a page can wait for its parent to come.
    pages: set[str] = field(default_factory=set)


def survey(path: Path, zone: tzinfo) -> Survey:
    """Raises wxr.Unreadable."""
    found = Survey(path)
    for record in wxr.read(path, zone, found.repairs):
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
    return KINDS.get(record.type, "other")


def _count(record, found: Survey) -> None:
    found.in_file[kind_of(record)] += 1
    if isinstance(record, PostRecord):
        found.in_file["comment"] += len(record.comments)
        if record.type == "page":
            found.pages.add(record.id)
