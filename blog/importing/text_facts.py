"""What the converter of a text must know beyond the text: the old blog's library, and the notes kept beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .picture_addresses import candidates, file_key
from .records import AttachmentRecord


class Library(Mapping[str, AttachmentRecord]):
    """The old blog's files, by id and by address. Make one for a whole run: it reads the addresses only once."""

    def __init__(self, records: Mapping[str, AttachmentRecord]):
        self.records = records

    def __getitem__(self, key: str) -> AttachmentRecord:
        return self.records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def at(self, address: str) -> AttachmentRecord | None:
        """The file of just this name, else the one that this is a smaller copy of."""
        exact, original = file_key(address, any_size=False), file_key(address)
        return self._by_file.get(exact) or self._by_file.get(original)

    def candidates(self, address: str) -> list[str]:
        """Where the best copy of a picture may lie: what the library knows comes before what names make likely."""
        known = self.at(address)
        return list(dict.fromkeys(([known.address] if known else []) + candidates(address)))

    @cached_property
    def _by_file(self) -> dict[str, AttachmentRecord]:
        records = [record for record in self.records.values() if record.address]
        return {file_key(record.address, any_size=False): record for record in reversed(records)}


@dataclass(frozen=True)
class TextFacts:
    """
    `own` are the ids of the files that hang on this post, in order; `base` is the blog's address; `footnotes` is the
    post's meta of that name.
    """

    attachments: Mapping[str, AttachmentRecord] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    footnotes: str = ""
    base: str = ""

    @cached_property
    def library(self) -> Library:
        return self.attachments if isinstance(self.attachments, Library) else Library(self.attachments)

    @cached_property
    def notes(self) -> dict[str, str]:
        """The HTML of each footnote of the block editor, by its id."""
        try:
            notes = json.loads(self.footnotes or "[]")
            return {str(note["id"]): str(note["content"]) for note in notes}
        except (ValueError, TypeError, KeyError, RecursionError):
            return {}
