"""How often a password may be tried: from one network, and on one post; in the database, so over all processes."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Post, WrongPassword
from . import keys

logger = logging.getLogger("broadsheet.locks")

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
BY_NETWORK, BY_POST = 10, 100
KEEP = timedelta(days=1)


@dataclass(frozen=True)
class Refusal:
    status: int
    message: str = ""
    retry_after: int = 0


def refusal_of(post: Post, typed: str, network: str) -> Refusal | None:
    """None for the right password. One at a time, so that many sent at once do not slip past the limit together."""
    with transaction.atomic():
        Post.objects.select_for_update(no_key=True).filter(pk=post.pk).values_list("pk").first()
        if wait := _seconds_to_wait(post, network):
            logger.info("Post %s: too many wrong passwords", post.pk)
            return Refusal(429, _too_many(wait), wait)
        if keys.fits(post, typed):
            return None
        WrongPassword.objects.create(post=post, network=network)
    return Refusal(422, _("That is not the password. Small and capital letters count; ask whoever gave it to you."))


def forget_old() -> None:
    """For housekeeping."""
    WrongPassword.objects.filter(tried_at__lt=timezone.now() - KEEP).delete()


def _seconds_to_wait(post: Post, network: str) -> int:
    tried = WrongPassword.objects.all()
    by_post = _wait(tried.filter(post=post), BY_POST, HOUR)
    return max(by_post, _wait(tried.filter(network=network), BY_NETWORK, QUARTER)) if network else by_post


def _wait(tried, most: int, span: timedelta) -> int:
    now = timezone.now()
    recent = tried.filter(tried_at__gt=now - span).order_by("-tried_at")
    times = list(recent.values_list("tried_at", flat=True)[most - 1 : most])
    return max(1, ceil((times[0] + span - now).total_seconds())) if times else 0


def _too_many(wait: int) -> str:
    minutes = ceil(wait / 60)
    again = ngettext("Try again in a minute.", "Try again in %(minutes)s minutes.", minutes) % {"minutes": minutes}
    return _("Too many wrong passwords have been tried.") + " " + again
