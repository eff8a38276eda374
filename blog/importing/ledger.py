"""Which row came from which record, so that a second run finds it again and one batch can be taken back."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from ..models import ImportBatch, ImportedItem
from .report import Report

LONGEST_KEY = ImportedItem._meta.get_field("key").max_length


@dataclass
class Ledger:
    """One blog's page in the ledger, during one run."""

    batch: ImportBatch
    base: str
    host: str
    report: Report
    now: datetime
    as_drafts: bool = False
    # Rows this run has dealt with, by key: terms and authors are named again and again.
    known: dict[str, int] = field(default_factory=dict)

    def key(self, kind: str, name: str) -> str:
        key = f"{self.base}#{kind}:{name}"
        return key if len(key) <= LONGEST_KEY else f"{self.base[:300]}#{kind}:{sha256(name.encode()).hexdigest()}"

    def find(self, key: str) -> ImportedItem | None:
        return ImportedItem.objects.filter(key=key).first()

    def enter(self, key: str, kind: str, row, original: dict) -> ImportedItem:
        return ImportedItem.objects.create(batch=self.batch, key=key, kind=kind, object_id=row.pk, original=original)


def base_of(address: str) -> str:
    """The same for a blog that moved from http to https, or to www."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/").lower()[:300]
