"""Which row came from which record, so that a second run finds it again and one batch can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..models import ImportBatch, ImportedItem
from .report import Report

if TYPE_CHECKING:
    from .running import Options

AT_ONCE = 500
LONGEST_KEY = ImportedItem._meta.get_field("key").max_length


@dataclass
class Ledger:
    """One blog's page in the ledger, during one run."""

    batch: ImportBatch
    base: str
    host: str
    address: str
    report: Report
    now: datetime
    options: "Options"
    # Rows this run has dealt with, by key: terms and authors are named again and again.
    known: dict[str, int] = field(default_factory=dict)
    # Posts and pages of this run by the numbers that they had.
    posts: dict[str, int] = field(default_factory=dict)

    def key(self, kind: str, name: str) -> str:
        key = f"{self.base}#{kind}:{name}"
        return key if len(key) <= LONGEST_KEY else f"{self.base[:300]}#{kind}:{sha256(name.encode()).hexdigest()}"

    def find(self, key: str) -> ImportedItem | None:
        return ImportedItem.objects.filter(key=key).first()

    def find_all(self, keys: Iterable[str]) -> dict[str, ImportedItem]:
        wanted = list(keys)
        found: dict[str, ImportedItem] = {}
        for start in range(0, len(wanted), AT_ONCE):
            rows = ImportedItem.objects.filter(key__in=wanted[start : start + AT_ONCE])
            found |= {item.key: item for item in rows}
        return found

    def enter(self, key: str, kind: str, row, original: dict) -> ImportedItem:
        return ImportedItem.objects.create(batch=self.batch, key=key, kind=kind, object_id=row.pk, original=original)

    def enter_anew(self, key: str, kind: str, row, original: dict) -> ImportedItem:
        """What was done once before and has been forgotten since."""
        ImportedItem.objects.filter(key=key).delete()
        return self.enter(key, kind, row, original)

    def is_own(self, item: ImportedItem) -> bool:
        """Whether this batch made it, before it was interrupted: the report tells of the batch, not of its last run."""
        return item.batch_id == self.batch.pk


def base_of(address: str) -> str:
    """The same for a blog that moved from http to https, or to www."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/").lower()[:300]


def host_of(address: str) -> str:
    """`https://www.example.org/` and `http://example.org` are one host."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
