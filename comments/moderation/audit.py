"""
The log of all that was decided about comments and changed in how they are kept: two tables, read as one, latest first.
A page is found by where the one before it ended, so that the millionth line costs as much as the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..models import AuditEntry, Decision

AT_ONCE = 50
MACHINE = "machine"
DECISIONS = "decisions"
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True)
class Wanted:
    """What is looked for; all empty: everything."""

    by: str = ""  # a number of an account, or the machine
    about: str = ""
    rule: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    comment: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a page ended: the moment, which of the tables, which row."""

    at: datetime
    table: int
    pk: int

    def __str__(self):
        return f"{self.at.isoformat()}~{self.table}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        try:
            at, table, pk = text.split("~")
            place = cls(parse_datetime(at), int(table), int(pk))
        except (TypeError, ValueError):
            return None
        is_good = place.at and timezone.is_aware(place.at) and place.table in {0, 1} and 0 <= place.pk < 2**63
        return place if is_good and FIRST_YEAR <= place.at.year <= LAST_YEAR else None


def read(wanted: Wanted, after: Place | None = None) -> tuple[list, Place | None]:
    """Decisions and entries, and where the next page begins if there is one."""
    tables = [_decisions(wanted), _entries(wanted)]
    rows = list(islice(_merged([_beyond(rows, table, after) for table, rows in enumerate(tables)]), AT_ONCE + 1))
    page = rows[:AT_ONCE]
    return page, _place(page[-1]) if len(rows) > AT_ONCE else None


def _decisions(wanted: Wanted) -> QuerySet:
    rows = _common(Decision.objects.all(), wanted, "moderator")
    if wanted.about not in {"", DECISIONS}:
        return rows.none()
    for column, value in (("rule", wanted.rule), ("after", wanted.state), ("comment", wanted.comment)):
        rows = rows.filter(**{column: value}) if value else rows
    return rows.select_related("moderator", "comment").defer("comment__body", "comment__body_html")


def _entries(wanted: Wanted) -> QuerySet:
    rows = _common(AuditEntry.objects.all(), wanted, "by")
    if wanted.rule or wanted.state or wanted.about == DECISIONS:
        return rows.none()
    if wanted.about:
        rows = rows.filter(kind=wanted.about)
    if wanted.comment:
        rows = rows.filter(kind__in=[AuditEntry.Kind.REPORTS, AuditEntry.Kind.WORDS], about=wanted.comment)
    return rows.select_related("by")


def _common(rows: QuerySet, wanted: Wanted, person: str) -> QuerySet:
    if wanted.by:
        rows = rows.filter(**{person: None if wanted.by == MACHINE else wanted.by})
    if wanted.since:
        rows = rows.filter(created_at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(created_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return rows


def _beyond(rows: QuerySet, table: int, after: Place | None) -> QuerySet:
    if after:
        seen = Q(created_at=after.at) & (Q(pk__gte=after.pk) if table == after.table else Q(pk__gt=0))
        rows = rows.filter(created_at__lte=after.at)
        rows = rows if table > after.table else rows.exclude(seen)
    return rows.order_by("-created_at", "-pk")[: AT_ONCE + 1]


def _merged(tables: list[QuerySet]) -> Iterator:
    rows = [row for table in tables for row in table]
    yield from sorted(rows, key=lambda row: (-row.created_at.timestamp(), _table(row), -row.pk))


def _place(row) -> Place:
    return Place(row.created_at, _table(row), row.pk)


def _table(row) -> int:
    return 0 if isinstance(row, Decision) else 1


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
