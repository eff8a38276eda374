"""What an importer reads from: a file or a folder of another program, and what came with it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from .records import AttachmentRecord, AuthorRecord, PostRecord, RedirectRecord, Site, TermRecord

Record = Site | AuthorRecord | TermRecord | AttachmentRecord | RedirectRecord | PostRecord


class Unreadable(Exception):
    """The source as a whole cannot be used; the message is a sentence for whoever asked for it."""


class Source(Protocol):
    """
    A blog as another program left it. It is read several times, and each time tells the same records in the same
    order: authors, terms and attachments anywhere, a child page before its parent if that is how it lies there.
    """

    program: str  # "WordPress", for the report
    name: str  # of the file, as its owner knows it
    folder: Path | None  # where the pictures lie that came with it

    def records(self, repairs: Counter) -> Iterator[Record]:
        """Raises Unreadable, perhaps only at the end. Counts in `repairs` what had to be mended."""
