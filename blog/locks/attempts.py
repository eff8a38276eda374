"""How often a password may be tried: from one network, and on one post; in the database, so over all processes."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.limits import seconds_to_wait, try_again

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
            return Refusal(429, f"{_('Too many wrong passwords have been tried.')} {try_again(wait)}", wait)
        if keys.fits(post, typed):
            return None
        WrongPassword.objects.create(post=post, network=network)
    return Refusal(422, _("That is not the password. Small and capital letters count; ask whoever gave it to you."))


def forget_old() -> None:
    """For housekeeping."""
    WrongPassword.objects.filter(tried_at__lt=timezone.now() - KEEP).delete()


def _seconds_to_wait(post: Post, network: str) -> int:
    moments = WrongPassword.objects.order_by("-tried_at").values_list("tried_at", flat=True)
    by_post = seconds_to_wait(moments.filter(post=post), BY_POST, HOUR)
    by_network = seconds_to_wait(moments.filter(network=network), BY_NETWORK, QUARTER) if network else 0
    return max(by_post, by_network)
