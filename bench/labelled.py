"""Labelled comments from CSV files, for `bench/spam.py`."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Ours first, then those of the YouTube Spam Collection.
COLUMNS = {
    "text": ("text", "CONTENT"), "author": ("author", "AUTHOR"), "date": ("date", "DATE"), "label": ("label", "CLASS"),
    "group": ("group",), "email": ("email",), "url": ("url",), "about": ("about", "title"),
}  # fmt: skip
NEEDED = {"text", "label"}


@dataclass(frozen=True)
class Row:
    text: str
    label: int
    author: str = ""
    date: str = ""
    group: str = ""
    email: str = ""
    url: str = ""
    about: str = ""

    @property
    def wording(self) -> str:
        """The same for two comments that differ in case and spaces only."""
        return " ".join(self.text.casefold().split())


def read(paths: list[Path]) -> list[Row]:
    """Several files: each one a group."""
    csv.field_size_limit(10_000_000)
    return [row for path in paths for row in _rows(path, path.stem if len(paths) > 1 else "")]


def _rows(path: Path, group: str) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(file)
        names = _names(path, reader.fieldnames or [])
        date = ""
        for number, line in enumerate(reader, start=2):
            fields = {field: line[name] or "" for field, name in names.items()}
            if fields["label"].strip() not in {"0", "1"}:
                sys.exit(f"{path}, record {number}: the label is {fields['label']!r}; write 1 for spam or 0.")
            # Without a date it was written when the one before it was.
            date = fields["date"] = fields.get("date") or date
            yield Row(**fields | {"label": int(fields["label"]), "group": group or fields.get("group", "")})


def _names(path: Path, there: list[str]) -> dict[str, str]:
    found = {field: next((name for name in names if name in there), "") for field, names in COLUMNS.items()}
    if missing := sorted(field for field in NEEDED if not found[field]):
        sys.exit(f"{path} has no column {' and no column '.join(missing)}; it has {', '.join(there) or 'none'}.")
    return {field: name for field, name in found.items() if name}
