"""What is refused although its fields are right: the same words twice, and too much at once."""

from datetime import timedelta
from math import ceil

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Comment, Status

HOUR = timedelta(hours=1)


class Refused(Exception):
    def __init__(self, code: str, message: str, *, earlier=None, retry_after: int | None = None):
        super().__init__(message)
        self.code, self.message, self.earlier, self.retry_after = code, message, earlier, retry_after


def check(comment, sender, rules) -> None:
    """Raises Refused. To be called by one at a time, or two clicks pass side by side."""
    if earlier := twin_of(comment):
        text = _("Duplicate comment detected; it looks as though you’ve already said that!")
        raise Refused("duplicate", text, earlier=earlier)
    if not sender.may_moderate and (wait := seconds_to_wait(comment, rules)):
        raise Refused("flood", too_quickly(wait), retry_after=wait)


def twin_of(comment) -> Comment | None:
    """The same words by the same person at the same place. What was thrown away may be said again."""
    kept = Comment.objects.exclude(status=Status.TRASH).filter(post=comment.post, parent=comment.parent)
    return kept.filter(
        account=comment.account,
        name__iexact=comment.name,
        email=comment.email.lower(),
        fingerprint=comment.fingerprint,
    ).first()


def seconds_to_wait(comment, rules) -> int:
    """Only comments that were kept count, of the same account or address, and of the same network."""
    same = _by_the_same(comment)
    now = timezone.now()
    recent = Comment.objects.filter(same, created_at__gt=now - HOUR).order_by("-created_at")
    times = list(recent.values_list("created_at", flat=True)[: max(1, rules.flood_per_hour)])
    ends = [times[0] + timedelta(seconds=rules.flood_seconds)] if times else []
    if rules.flood_per_hour and len(times) >= rules.flood_per_hour:
        ends.append(times[-1] + HOUR)
    return max([0, *(ceil((end - now).total_seconds()) for end in ends)])


def too_quickly(wait: int) -> str:
    return _("You are posting comments too quickly. Slow down.") + " " + _try_again(wait)


def _by_the_same(comment) -> Q:
    """Guests are no measure of members: anybody can type a member's address."""
    network = Q(network=comment.network) if comment.network else Q()
    if comment.account:
        return Q(account=comment.account) | network
    return Q(account=None) & (Q(email=comment.email.lower()) | network)


def _try_again(seconds: int) -> str:
    if seconds < 120:
        return ngettext("Try again in %s second.", "Try again in %s seconds.", seconds) % seconds
    minutes = ceil(seconds / 60)
    return ngettext("Try again in %s minute.", "Try again in %s minutes.", minutes) % minutes
