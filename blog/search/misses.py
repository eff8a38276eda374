"""Searches that found nothing, counted for staff: what readers miss here. Nothing about the readers is kept."""

import logging
import re
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from ..models.search import SearchMiss
from .queries import Query

logger = logging.getLogger("broadsheet.search")

# However many robots ask for however many things, there are no more rows than this, and one is not written too often.
MOST = 1_000
PAUSE = timedelta(seconds=10)
# What nobody repeats in a month, or asks for in a year, was no wish of the readers.
ONCE_KEPT, KEPT = timedelta(days=30), timedelta(days=365)
PRIVATE = re.compile(r"@|(?:\d\W?){6}")  # an address of mail, a telephone number, a card


def note(query: Query) -> None:
    """A search is answered all the same where it cannot be counted."""
    words = " ".join(part for term in query.terms for part in (["-"] if term.is_excluded else []) + list(term.parts))
    if not words or len(words) > SearchMiss.LONGEST or PRIVATE.search(query.typed):
        return
    try:
        with transaction.atomic():
            _count(words)
    except DatabaseError:
        logger.warning("A search without result could not be counted.")


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
