"""
What was thrown away goes for good once it has lain there long enough, counted from the decision that threw it away:
what was decided yesterday can be undone for as long as all the rest, however old the comment is.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import learning
from ..mine import standing
from ..models import AuditEntry, Comment, CommentRules, Decision, Status

DAYS = {Status.SPAM: "keep_spam_days", Status.TRASH: "keep_trash_days"}
AT_ONCE, MOST_PORTIONS = 200, 50  # the rest follows in an hour


def purge() -> None:
    rules = CommentRules.load()
    counts = {status: _purge(status, rules) for status in DAYS}
    told = [(str(status), str(count), "") for status, count in counts.items() if count]
    AuditEntry.objects.write(AuditEntry.Kind.PURGE, told, by=None)


def due(status: str, rules: CommentRules):
    """Whose latest decision is older than that."""
    days = getattr(rules, DAYS[status])
    if not days:
        return Comment.objects.none()
    long_ago = timezone.now() - timedelta(days=days)
    since = Decision.objects.filter(comment=OuterRef("pk"), created_at__gte=long_ago)
    return Comment.objects.filter(~Exists(since), status=status, created_at__lt=long_ago)


def sentence(rules: CommentRules) -> str:
    """What would go if it were done now."""
    numbers = {"spam": due(Status.SPAM, rules).count(), "trash": due(Status.TRASH, rules).count()}
    return _("Today this would delete %(spam)s comments of spam and %(trash)s out of the trash.") % numbers


def _purge(status: str, rules: CommentRules) -> int:
    count = 0
    for _turn in range(MOST_PORTIONS):
        with transaction.atomic():
            # Locked, so that nobody takes one out of the trash meanwhile.
            going = list(due(status, rules).select_for_update().order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            learning.keep_lessons(_thrown_away(going))
            Comment.objects.filter(pk__in=going).delete()
        count += len(going)
        if len(going) < AT_ONCE:
            break
    return count


def _thrown_away(going: list[int]) -> list[int]:
    """By the house: what its writer took back or had erased is forgotten with all that it taught."""
    own = set(Decision.objects.filter(comment__in=going, rule__in=standing.GONE).values_list("comment", flat=True))
    signed = Comment.objects.filter(pk__in=going, erased_on=None).values_list("pk", flat=True)
    return [pk for pk in signed if pk not in own]
