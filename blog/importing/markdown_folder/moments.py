"""Dates as people type them: ISO in all its shortenings, mail's, and months in words."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from ..dates import FIRST_YEAR, LAST_YEAR, parse_mail_date

ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[Tt\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(am|pm|AM|PM)?)?"
    r"\s*(?:(Z|z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?(?:\s+\S{1,40})?"
)
IN_WORDS = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%Y-%m", "%Y%m%d")


def moment(text: str, zone: tzinfo) -> datetime | None:
    """`zone` is that of a date which names none."""
    text = text.strip()[:80]
    found = ISO.fullmatch(text)
    date = _from_iso(found, zone) if found else _from_words(text, zone)
    try:
        return date.astimezone(UTC) if date and FIRST_YEAR <= date.year <= LAST_YEAR else None
    except (OverflowError, ValueError):
        return None


def _from_iso(found: re.Match, zone: tzinfo) -> datetime | None:
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
    half = (found[7] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        if found[8]:
            zone = UTC
        elif found[9]:
            apart = timedelta(hours=int(found[10]), minutes=int(found[11] or 0))
            zone = timezone(-apart if found[9] == "-" else apart)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _from_words(text: str, zone: tzinfo) -> datetime | None:
    for pattern in IN_WORDS:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=zone)
        except ValueError:
            continue
    return parse_mail_date(text)
