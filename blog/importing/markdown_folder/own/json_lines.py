"""Files of one JSON object a line, of any length, read line by line."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from ...dates import FIRST_YEAR, LAST_YEAR

# A version of a post may have 500 KB of text, which JSON may write three times as long.
LONGEST_LINE = 4 * 1024**2


def objects(path: Path, repairs: Counter) -> Iterator[tuple[int, dict]]:
    """Each with its place in the file, in bytes. Nothing from a file that is not there; bad lines are counted."""
    if path.is_symlink() or not path.is_file():
        return
    with path.open("rb") as file:
        position = 0
        while line := file.readline(LONGEST_LINE + 1):
            start, position = position, position + len(line)
            if len(line) > LONGEST_LINE:
                position += _skip(file)
            found = parsed(line)
            if found is None:
                repairs[_("lines of %s that are no JSON") % path.name] += bool(line.strip())
            else:
                yield start, found


def parsed(line: bytes) -> dict | None:
    if len(line) > LONGEST_LINE:
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def text(row: dict, name: str) -> str:
    value = row.get(name)
    return value.replace("\0", "") if isinstance(value, str) else ""


def number(row: dict, name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else None


def moment(row: dict, name: str) -> datetime | None:
    return iso(text(row, name))


def iso(words: str) -> datetime | None:
    """To the microsecond."""
    try:
        date = datetime.fromisoformat(words)
        if date.tzinfo is None or not FIRST_YEAR <= date.year <= LAST_YEAR:
            return None
        return date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _skip(file) -> int:
    """The rest of a line too long to be held."""
    length = 0
    while piece := file.readline(LONGEST_LINE):
        length += len(piece)
        if piece.endswith(b"\n"):
            break
    return length
