"""Searches that found nothing, counted for staff: what readers miss here. Nothing about the readers is kept."""

import re
from datetime import timedelta

from django.utils import timezone

from ..models.search import SearchMiss
from ..tally import UNCOUNTED, Seen, Tally, after
from .queries import Query

# However many robots ask for however many things, there are no more rows than this, and one is not written too often.
MOST = 1_000
PAUSE = timedelta(seconds=10)
# What nobody repeats in a month, or asks for in a year, was no wish of the readers.
ONCE_KEPT, KEPT = timedelta(days=30), timedelta(days=365)
PRIVATE = re.compile(r"@|(?:\d\W?){6}")  # an address of mail, a telephone number, a card


def note(request, response, query: Query) -> None:
    words = " ".join(part for term in query.terms for part in (["-"] if term.is_excluded else []) + list(term.parts))
    if not words or len(words) > SearchMiss.LONGEST or PRIVATE.search(query.typed):
        return
    if request.method == "GET" and UNCOUNTED not in request.META:
        misses.add(words)
        after(response, misses.flush)


def write_misses(taken: dict[str, Seen]) -> None:
    for words in sorted(taken):
        _count(words)


def _count(words: str) -> None:
    known = SearchMiss.objects.filter(words=words).first()
    if known is None and SearchMiss.objects.count() < MOST:
        SearchMiss.objects.bulk_create([SearchMiss(words=words)], ignore_conflicts=True)
    elif known and known.last_at < timezone.now() - PAUSE:
        known.again()


def forget_old() -> None:
    """For housekeeping. If robots have filled the table, what was asked once makes room."""
    now = timezone.now()
    SearchMiss.objects.filter(last_at__lt=now - KEPT).delete()
    SearchMiss.objects.filter(times=1, last_at__lt=now - ONCE_KEPT).delete()
    if SearchMiss.objects.count() >= MOST:
        SearchMiss.objects.filter(times=1).delete()


misses = Tally(write_misses)
