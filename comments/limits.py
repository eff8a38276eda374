"""
What is refused although its fields are right: the same words twice, and too much at once by one person. A network may
be an office or a school, so much more is taken from it, and what is too much for a person waits (spam.sending) long
before anything is refused.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from config.limits import seconds_to_wait, try_again

from . import models

HOUR, LATELY, DAY, WEEK = timedelta(hours=1), timedelta(minutes=10), timedelta(days=1), timedelta(days=7)
NETWORK_WAITS = 20  # within ten minutes
NETWORK_REFUSED = 400  # within an hour
# So many by strangers within ten minutes, and so many times what is usual, are more than talk.
SURGE, SURGE_TIMES = 30, 5


class Refused(Exception):
    def __init__(self, code: str, message: str, *, earlier=None, retry_after: int | None = None):
        super().__init__(message)
        self.code, self.message, self.earlier, self.retry_after = code, message, earlier, retry_after


def check(comment, sender, rules) -> None:
    """Raises Refused. To be called by one at a time, or two clicks pass side by side."""
    if earlier := twin_of(comment, sender):
        text = _("Duplicate comment detected; it looks as though you’ve already said that!")
        raise Refused("duplicate", text, earlier=earlier)
    if not sender.may_moderate and (wait := max(_wait_of_person(comment, sender, rules), _wait_of_network(comment))):
        raise Refused("flood", too_quickly(wait), retry_after=wait)


def twin_of(comment, sender):
    """
    The same words by the same person at the same place. What was thrown away may be said again. Of whoever only types
    an address the network must be the same too, or the answer would tell whose address it is.
    """
    same = {"post": comment.post, "parent": comment.parent, "fingerprint": comment.fingerprint}
    same |= {"account": comment.account, "name__iexact": comment.name, "email": comment.email.lower()}
    if not (comment.account or sender.has_proven(comment.email)):
        same["network"] = comment.network
    return models.Comment.objects.filter(**same).exclude(status=models.Status.TRASH).first()


def too_quickly(wait: int) -> str:
    return f"{_('You are posting comments too quickly. Slow down.')} {try_again(wait)}"


def lately_from(network: str) -> int:
    """How many comments came from a network within ten minutes, as far as it matters."""
    if not network:
        return 0
    came = models.Comment.objects.filter(network=network, created_at__gt=timezone.now() - LATELY)
    return came.order_by()[: NETWORK_WAITS * 2].count()


def strangers_lately() -> tuple[int, float]:
    """How many comments came from unknown people within ten minutes, and how many usually come; zeros if few."""
    now = timezone.now()
    count = _by_strangers(now - LATELY).count()
    if count < SURGE:
        return 0, 0.0
    before = _by_strangers(now - WEEK).count() - count
    return count, before * (LATELY / WEEK)


def count_withdrawn(comment) -> None:
    """Before it is gone: who takes everything back has written all the same."""
    row, writer = {"post_id": comment.post_id}, _writer(comment, is_proven=bool(comment.confirmed_at))
    models.RemovedComment.objects.update_or_create(comment_id=comment.pk, defaults=row | {"writer": writer})


def forget_withdrawn() -> int:
    over = models.RemovedComment.objects.filter(writer__gt="", removed_at__lt=timezone.now() - DAY)
    return over.update(writer="")


def is_busy_address(comment, sender, rules) -> bool:
    """Too much at once with a typed address, from wherever: that refuses nobody, or anybody could silence its owner."""
    email = comment.email.lower()
    if not email or comment.account or sender.has_proven(email):
        return False
    return _wait_of(Q(account=None, email=email), rules) > 0


def _wait_of_person(comment, sender, rules) -> int:
    """Only comments that were kept count, and those that were taken back."""
    person = _same_person(comment, sender)
    writer = _writer(comment, is_proven=sender.has_proven(comment.email))
    return _wait_of(person, rules, writer=writer) if person is not None else 0


def _wait_of(person: Q, rules, *, writer: str = "") -> int:
    longest = max(HOUR, timedelta(seconds=rules.flood_seconds))
    most, since = max(rules.flood_per_hour, 1), timezone.now() - longest
    kept = models.Comment.objects.filter(person, created_at__gt=since).order_by("-created_at")
    taken_back = models.RemovedComment.objects.filter(writer=writer, removed_at__gt=since).order_by("-removed_at")
    moments = list(kept.values_list("created_at", flat=True)[:most])
    if writer:
        moments += taken_back.values_list("removed_at", flat=True)[:most]
    moments.sort(reverse=True)
    since_last = seconds_to_wait(moments, 1, timedelta(seconds=rules.flood_seconds))
    in_an_hour = seconds_to_wait(moments, rules.flood_per_hour, HOUR) if rules.flood_per_hour else 0
    return max(since_last, in_an_hour)


def _wait_of_network(comment) -> int:
    if not comment.network:
        return 0
    recent = models.Comment.objects.filter(network=comment.network, created_at__gt=timezone.now() - HOUR)
    moments = recent.order_by("-created_at").values_list("created_at", flat=True)
    return seconds_to_wait(moments, NETWORK_REFUSED, HOUR)


def _same_person(comment, sender) -> Q | None:
    """
    Guests are no measure of members, nor strangers of who has proven an address, nor other networks of who has not:
    anybody can type it.
    """
    if comment.account:
        return Q(account=comment.account)
    email = comment.email.lower()
    if sender.has_proven(email):
        return Q(account=None, email=email, confirmed_at__isnull=False)
    if email:
        return Q(account=None, email=email, network=comment.network)
    return Q(account=None, network=comment.network, name__iexact=comment.name) if comment.network else None


def _writer(comment, *, is_proven: bool) -> str:
    """Whom `_same_person` means, as a keyed hash."""
    email = comment.email.lower()
    if comment.account_id:
        who = ["account", str(comment.account_id)]
    elif email:
        who = ["proven", email] if is_proven else ["typed", email, comment.network]
    else:
        who = ["name", comment.name.casefold(), comment.network]
    return salted_hmac("comments.limits", "\n".join(who), algorithm="sha256").hexdigest()[:32]


def _by_strangers(since):
    # By status, for the sake of the index; all there are.
    came = models.Comment.objects.filter(status__in=models.Status.values, created_at__gt=since)
    return came.filter(confirmed_at=None, account=None)
