"""Redirects as a sheet: written for any spreadsheet, read from many."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..markdown.source import without_forbidden
from ..models import OldAddress
from . import pointing
from .spelling import typed

MOST_BYTES = 1024 * 1024
MOST_ROWS = 20_000
COLUMNS = ["path", "target", "code", "kind", "hits", "last_hit", "created"]
# What the columns are called here and elsewhere; without a heading they come in this order.
NAMES = {
    "path": {"path", "source", "from", "old", "old_url", "source url", "source_url"},
    "target": {"target", "to", "new", "new_url", "destination", "target url", "target_url"},
    "code": {"code", "status", "status_code", "http_code", "action_code"},
}
CODES = {"": 301, "301": 301, "308": 301, "302": 302, "303": 302, "307": 302, "410": 410}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Line:
    number: int
    path: str
    target: str
    code: str
    verdict: str = ""  # taken, unchanged, refused
    reason: str = ""
    row: OldAddress | None = None

    def refuse(self, reason: str) -> None:
        self.verdict, self.reason, self.row = "refused", reason, None


def written(rows: Iterable[OldAddress]) -> Iterator[str]:
    """Line by line, with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff" + _line(COLUMNS)
    for old in rows:
        moments = [
            moment.isoformat(timespec="seconds") if moment else "" for moment in (old.last_hit_at, old.created_at)
        ]
        yield _line([typed(old.path), pointing.where(old), old.code, pointing.kind(old), old.hits, *moments])


def read(data: bytes) -> list[Line]:
    """Raises ValidationError where it is no sheet at all; what is wrong with one line, `rehearse` says there."""
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB. Split it in two."))
    try:
        text = without_forbidden(data.decode("utf-8-sig"))
        cells = [row for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)) if any(row)]
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not UTF-8. Save it as “CSV UTF-8” and try again.")) from error
    except csv.Error as error:
        raise ValidationError(_("This is not a CSV file: %(error)s.") % {"error": error}) from error
    if len(cells) > MOST_ROWS + 1:
        raise ValidationError(_("The file has more than 20,000 rows. Split it in two."))
    where, has_heading = _columns(cells)
    lines = [_read_line(number, row, where) for number, row in enumerate(cells, 1)][has_heading:]
    if not lines:
        raise ValidationError(_("The file has no rows."))
    return lines


def _read_line(number: int, row: list[str], where: dict[str, int]) -> Line:
    cells = {name: row[at].strip() if at < len(row) else "" for name, at in where.items()}
    guarded = {name: cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell for name, cell in cells.items()}
    return Line(number, **guarded)


def _columns(cells: list[list[str]]) -> tuple[dict[str, int], bool]:
    """In which column each is, and whether the first row says so."""
    heading = [cell.strip().lower() for cell in cells[0]] if cells else []
    where = {name: at for name, names in NAMES.items() for at, cell in enumerate(heading) if cell in names}
    if "path" in where and "target" in where:
        return {"code": len(heading), **where}, True
    return {"path": 0, "target": 1, "code": 2}, False


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _line(cells: list) -> str:
    words = ["" if cell is None else str(cell) for cell in cells]
    out = StringIO()
    csv.writer(out).writerow([f"'{word}" if word.startswith(FORMULA) else word for word in words])
    return out.getvalue()
