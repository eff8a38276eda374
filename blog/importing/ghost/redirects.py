"""Ghost's own redirects, from the file `redirects.json` or `redirects.yaml` in its content folder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from ..records import RedirectRecord
from .rows import Row

NAMES = ("redirects.json", "redirects.yaml")
MAX_BYTES = 5 * 1024**2
# The YAML is one mapping of addresses below each of the headings 301 and 302; no more of YAML is understood.
LINE = re.compile(r"""[ \t]+["']?([/^][^\s"']{0,2000}?)["']?:[ \t]+["']?([^\s"']{1,2000})["']?\s*""")
HEADING_OR_NOTE = re.compile(r"\s*(?:[\"']?30[12][\"']?\s*:\s*(?:\{\})?\s*)?(?:#.*)?")
ESCAPED = re.compile(r"\\([/.-])")
PATTERN = re.compile(r"[*+?()\[\]{}|\\^$]")


def read(paths: list[Path]) -> tuple[list[RedirectRecord], list[str]]:
    """With what could not be read, in words for the report."""
    found: dict[str, RedirectRecord] = {}
    losses: list[str] = []
    for path in paths:
        for old, new in _pairs(path, losses):
            if record := _record(old, new):
                found.setdefault(record.path, record)
            else:
                losses.append(_("redirect by a pattern: only plain addresses can be brought over"))
    return list(found.values()), losses


def _pairs(path: Path, losses: list[str]) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(errors="replace") if path.stat().st_size <= MAX_BYTES else ""
        rows = Row({"all": json.loads(text)}).rows("all") if path.suffix == ".json" else None
    except (OSError, ValueError, RecursionError):
        losses.append(_("%s cannot be read") % path.name)
        return
    if rows is not None:
        yield from ((row.word("from"), row.word("to")) for row in rows)
        return
    for line in text.splitlines():
        if pair := LINE.fullmatch(line):
            yield pair[1], pair[2]
        elif not HEADING_OR_NOTE.fullmatch(line):
            losses.append(_("line of %s that is not understood") % path.name)


def _record(old: str, new: str) -> RedirectRecord | None:
    """Many patterns are plain addresses in disguise: `^\\/old\\/?$`."""
    path = ESCAPED.sub(r"\1", old.removeprefix("^").removesuffix("$"))
    path = path[:-1] if path.endswith("/?") else path
    if not path.startswith("/") or PATTERN.search(path) or not new or "$" in new:
        return None
    return RedirectRecord(path, new)
