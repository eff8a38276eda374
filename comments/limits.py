"""What is refused although its fields are right: the same words twice, and too much at once."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config.limits import seconds_to_wait, try_again

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
    if not sender.may_moderate and (wait := wait_of(comment, rules)):
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


def wait_of(comment, rules) -> int:
    """Only comments that were kept count, of the same account or address, and of the same network."""
    longest = max(HOUR, timedelta(seconds=rules.flood_seconds))
    recent = Comment.objects.filter(_by_the_same(comment), created_at__gt=timezone.now() - longest)
    moments = recent.order_by("-created_at").values_list("created_at", flat=True)
    since_last = seconds_to_wait(moments, 1, timedelta(seconds=rules.flood_seconds))
    in_an_hour = seconds_to_wait(moments, rules.flood_per_hour, HOUR) if rules.flood_per_hour else 0
    return max(since_last, in_an_hour)


def too_quickly(wait: int) -> str:
    return f"{_('You are posting comments too quickly. Slow down.')} {try_again(wait)}"


def _by_the_same(comment) -> Q:
    """Guests are no measure of members: anybody can type a member's address."""
    network = Q(network=comment.network) if comment.network else Q()
    if comment.account:
        return Q(account=comment.account) | network
    return Q(account=None) & (Q(email=comment.email.lower()) | network)
