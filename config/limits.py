"""
So many in so long: the window slides, and rows in the database are what is counted, so it holds over all processes.

    moments = asked.filter(network=network).order_by("-requested_at").values_list("requested_at", flat=True)
    if wait := seconds_to_wait(moments, 10, timedelta(hours=1)):
        refuse(f"{_('Many have asked from your network.')} {try_again(wait)}", retry_after=wait)

Whoever counts and then writes does both in one transaction that holds a lock, or many sent at once slip past together.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext


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
