"""Dates as exports write them: GMT if it is there, else local time in the zone that was asked for, else nothing."""

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

FIRST_YEAR, LAST_YEAR = 1001, 2998


def parse(gmt: str, local: str, zone: tzinfo) -> datetime | None:
    """`0000-00-00 00:00:00` is how WordPress says that there is no date."""
    return _parse(gmt, UTC) or _parse(local, zone)


def parse_mail_date(text: str) -> datetime | None:
    """`pubDate`; that of a draft may lie in the year -1."""
    try:
        date = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _in_range(date if date.tzinfo else date.replace(tzinfo=UTC))


def _parse(text: str, zone: tzinfo) -> datetime | None:
    try:
        return _in_range(
            datetime.strptime(text.strip()[:19].replace("T", " "), "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
        )
    except ValueError:
        return None


def _in_range(date: datetime) -> datetime | None:
    return date.astimezone(UTC) if FIRST_YEAR <= date.year <= LAST_YEAR else None
