"""Addresses made of a pattern such as `/:year/:month/:title/`, as Hugo and Jekyll write them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, tzinfo

TOKEN = re.compile(r":([a-z_]+)(\[[^\]]{0,20}\])?")
SLASHES = re.compile(r"/{2,}")


def filled(pattern: str, values: dict[str, Callable[[], str]]) -> str:
    """Unknown names stay as they are, as both programs do."""
    path = TOKEN.sub(lambda token: values[token[1]]() if token[1] in values else token[0], pattern[:500])
    return SLASHES.sub("/", "/" + path)


def of_date(date: datetime | None, zone: tzinfo) -> dict[str, Callable[[], str]]:
    """Without a date these are empty."""

    def part(pattern: str) -> Callable[[], str]:
        return lambda: date.astimezone(zone).strftime(pattern) if date else ""

    def number(pattern: str) -> Callable[[], str]:
        return lambda: part(pattern)().lstrip("0")

    names = {"year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S"}
    names |= {"short_year": "%y", "y_day": "%j", "week": "%V", "monthname": "%B", "weekdayname": "%A", "weekday": "%w"}
    unpadded = {"i_month": "%m", "i_day": "%d", "yearday": "%j"}
    return {name: part(pattern) for name, pattern in names.items()} | {
        name: number(pattern) for name, pattern in unpadded.items()
    }


def hyphenated(text: str, keep: str = "") -> str:
    """Lower case, with one hyphen for whatever is neither letter nor digit nor one of `keep`."""
    kept = "".join(c if _is_of_word(c) or c in keep else " " for c in unicodedata.normalize("NFC", text).lower())
    return "-".join(kept.split())


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
