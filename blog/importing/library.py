"""What the old blog's library says of its files, found by number, by post and by address."""

from collections.abc import Iterable

from .picture_addresses import canonical
from .records import AttachmentRecord
from .text_facts import Library as Files


class Library:
    def __init__(self, records: Iterable[AttachmentRecord], base: str):
        self.base = base
        self.by_id: dict[str, AttachmentRecord] = {}
        self.by_parent: dict[str, list[str]] = {}
        for record in records:
            if record.id not in self.by_id:
                self.by_id[record.id] = record
                self.by_parent.setdefault(record.parent, []).append(record.id)
        self.files = Files(self.by_id)

    def at(self, address: str) -> AttachmentRecord | None:
        return self.files.at(canonical(address, self.base))

    def spellings(self, address: str) -> list[str]:
        """
        Whole addresses under which the picture may answer, none if this is no address on the web. The first is the
        picture's own; of what the library knows no other is guessed, since names may only look like a size.
        """
        whole = canonical(address, self.base)
        known = self.files.at(whole) if whole else None
        found = [known.address] if known else self.files.candidates(whole)
        spellings = dict.fromkeys([*(canonical(each, self.base) for each in found), whole])
        return [each for each in spellings if each.startswith(("http://", "https://"))]

    def of(self, post_id: str) -> tuple[str, ...]:
        """The numbers of what was uploaded with this post, in order."""
        return tuple(self.by_parent.get(post_id, ())) if post_id else ()
