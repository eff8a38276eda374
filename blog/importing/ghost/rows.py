"""One row of a Ghost table, asked for what should be in it; whatever is there instead counts as nothing."""

import re
from collections import Counter
from datetime import UTC, datetime

from ..dates import FIRST_YEAR, LAST_YEAR

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Row:
    __slots__ = ("repairs", "values")

    def __init__(self, values: object, repairs: Counter | None = None):
        self.values: dict = values if isinstance(values, dict) else {}
        self.repairs = Counter() if repairs is None else repairs

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if isinstance(value, int):
            return str(int(value)) if value is not False else ""
        if not isinstance(value, str):
            return ""
        clean, removed = FORBIDDEN.subn("", value)
        self.repairs["control characters"] += removed
        return clean

    def word(self, name: str) -> str:
        return self.text(name).strip()

    def flag(self, name: str) -> bool:
        """Whatever is not a no is a yes: it is asked before something becomes public."""
        return self.values.get(name) not in (None, False, 0, "", "0", "false")

    def number(self, name: str) -> int:
        value = self.values.get(name)
        return value if isinstance(value, int) and abs(value) < 2**31 else 0

    def row(self, name: str) -> "Row":
        return Row(self.values.get(name), self.repairs)

    def rows(self, name: str) -> list["Row"]:
        return [Row(value, self.repairs) for value in self.list(name)]

    def list(self, name: str) -> list:
        value = self.values.get(name)
        return value if isinstance(value, list) else []

    def date(self, name: str) -> datetime | None:
        """Milliseconds in the oldest exports, then as SQL writes it, then as JSON does; UTC always."""
        value = self.values.get(name)
        try:
            if isinstance(value, str) and not value.isdecimal():
                return _in_range(datetime.fromisoformat(value.strip()))
            return _in_range(datetime.fromtimestamp(float(value) / 1000, UTC)) if value else None
        except (TypeError, ValueError, OverflowError, OSError):
            return None


def _in_range(date: datetime) -> datetime | None:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        return None
    return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
