"""What an importer reads from: a file or a folder of another program, and what came with it."""

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from .records import AttachmentRecord, AuthorRecord, PostRecord, RedirectRecord, Site, TermRecord


class File(Protocol):
    """A `Path`, or one inside a zip."""

    name: str

    def read_bytes(self) -> bytes: ...


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

    def records(self, repairs: Counter) -> Iterator[Record]:
        """Raises Unreadable, perhaps only at the end. Counts in `repairs` what had to be mended."""

    def picture(self, address: str) -> File | None:
        """The file that came with the source and was shown at this address; None if there is none."""
