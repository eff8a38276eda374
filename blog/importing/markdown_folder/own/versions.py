"""The versions of one post, from `revisions/<id>.jsonl`."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from ...records import RevisionRecord
from .json_lines import moment, number, objects, text

MOST = 20_000


def versions_of(folder: Path, own_id: int | None, repairs: Counter) -> tuple[RevisionRecord, ...]:
    found: dict[int, RevisionRecord] = {}
    for _place, row in objects(folder / "revisions" / f"{own_id}.jsonl", repairs):
        record = _version(row)
        if record and len(found) < MOST:
            found.setdefault(record.number, record)
    return tuple(found.values())


def _version(row: dict) -> RevisionRecord | None:
    which, created, fields = number(row, "number"), moment(row, "created"), row.get("fields")
    if which is None or which >= 2**31 or created is None or not isinstance(fields, dict):
        return None
    return RevisionRecord(
        number=which,
        fields=fields,
        editor=text(row, "editor"),
        created_at=created,
        public_from=moment(row, "public_from"),
        public_until=moment(row, "public_until"),
        withdrawn_at=_withdrawal(row, created),
        withdrawn_by=text(row, "withdrawn_by"),
        withdrawal_reason=text(row, "withdrawal_reason"),
    )


def _withdrawal(row: dict, created: datetime) -> datetime | None:
    """What is said badly is taken for withdrawn: nothing may become readable by that."""
    return (moment(row, "withdrawn") or created) if row.get("withdrawn") else None
