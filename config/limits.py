"""
So many in so long: the window slides, and rows in the database are what is counted, so it holds over all processes.

    moments = asked.filter(network=network).order_by("-requested_at").values_list("requested_at", flat=True)
    refuse_if(moments, 10, timedelta(hours=1), _("Many have asked from your network."))

Whoever counts and then writes does both in one transaction that holds a lock, or many sent at once slip past together.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext


class TooMany(Exception):
    """`message` says what was reached and when to try again, `retry_after` the seconds for the header."""

    def __init__(self, sentence: str, retry_after: int):
        self.message, self.retry_after = f"{sentence} {try_again(retry_after)}", retry_after
        super().__init__(self.message)


def refuse_if(moments: QuerySet | Sequence[datetime], most: int, span: timedelta, sentence: str) -> None:
    """Raises TooMany once there were `most` in the last `span`."""
    if wait := seconds_to_wait(moments, most, span):
        raise TooMany(sentence, wait)


def seconds_to_wait(moments: QuerySet | Sequence[datetime], most: int, span: timedelta) -> int:
    """Zero while there were fewer than `most` in the last `span`. Moments come latest first; one of them is fetched."""
    reached = next(iter(moments[most - 1 : most]), None)
    return max(0, ceil((reached + span - timezone.now()).total_seconds())) if reached else 0


def try_again(seconds: int) -> str:
    """The sentence for a person, rounded up, in the unit that a person would say."""
    if seconds < 120:
        return ngettext("Try again in %s second.", "Try again in %s seconds.", seconds) % seconds
    minutes, hours = ceil(seconds / 60), ceil(seconds / 3600)
    if minutes < 120:
        return ngettext("Try again in %s minute.", "Try again in %s minutes.", minutes) % minutes
    return ngettext("Try again in %s hour.", "Try again in %s hours.", hours) % hours
