"""The zip, entry by entry: the same site gives the same bytes."""

import json
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from config.backup.media import copy

# Zip entries must have a date; that of the export would make equal sites unequal.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


class Archive:
    def __init__(self, file):
        self.zip = ZipFile(file, "w")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.zip.close()

    def write(self, name: str, *texts: str) -> None:
        self.stream(name, texts)

    def stream(self, name: str, texts: Iterable[str]) -> None:
        with self._open(name, ZIP_DEFLATED) as target:
            for text in texts:
                target.write(text.encode())

    def stream_records(self, name: str, records: Iterable[dict]) -> None:
        """One JSON object a line."""
        self.stream(name, (f"{as_json(record)}\n" for record in records))

    def copy(self, name: str, source) -> None:
        """A file, piece by piece; pictures are as small as they get."""
        with self._open(name, ZIP_STORED) as target:
            copy(source, target)

    def _open(self, name: str, compression: int):
        entry = ZipInfo(name, FIXED_DATE)
        entry.compress_type, entry.external_attr, entry.create_system = compression, 0o600 << 16, UNIX
        return self.zip.open(entry, "w", force_zip64=True)


def as_json(value, indent=None) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent)


def without_empty(facts: dict) -> dict:
    """No key says nothing: neither None nor an empty text, list or group."""
    return {name: value for name, value in facts.items() if value is not None and value not in ("", [], {})}
