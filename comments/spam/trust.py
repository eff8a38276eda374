"""
How it went with the earlier comments of a person, and the trust that they have earned. Only what is proven to be theirs
speaks for them: anybody can type an address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from .. import models
from .verdict import Sender

LOOKED_AT = 100  # of their latest
WEIGHED, TOO_MANY = 10, 0.3  # decided ones, and the share of rejected ones at which they wait
REJECTED = {"spam", "trash"}


@dataclass(frozen=True)
class Earlier:
    """An earlier comment: what it is now, and what people and machine have decided of it."""

    status: str
    written_at: datetime
    has_link: bool
    judged: str | None
    judged_at: datetime | None
    spam_at: datetime | None

    @property
    def is_good(self) -> bool:
        """Found good by a person: the machine lifts nobody."""
        return self.status == self.judged == "approved"


@dataclass(frozen=True)
class Record:
    is_proven: bool
    is_member: bool
    earlier: list[Earlier]

    def missing(self, rules) -> str:
        """What their trust lacks, in a sentence; empty where it is earned."""
        if not self.is_proven:
            return _unproven(self.is_member)
        if not self.earlier:
            return _("The member's first comment.") if self.is_member else _("The guest's first comment.")
        if (count := len(self._counted)) < rules.trust_after:
            after = _(" since the latest spam") if self._lapse else ""
            text = _("Trust needs %(needed)s approved comments without links; there are %(count)s%(after)s.")
            return text % {"needed": rules.trust_after, "count": count, "after": after}
        latest = max(each.written_at for each in self.earlier if each.status == "approved")
        if rules.trust_lasts_days and timezone.now() - latest > timedelta(days=rules.trust_lasts_days):
            return _("Trust has faded: the latest approved comment was %s ago.") % timesince(latest, depth=1)
        return ""

    @property
    def is_trusted_with_links(self) -> bool:
        return self.is_proven and any(each.is_good and each.has_link for each in self._since_lapse)

    @property
    def rejected(self) -> tuple[int, int]:
        """How many of their latest decided comments were rejected, of how many."""
        decided = [each.judged for each in self.earlier if each.judged in {"approved", *REJECTED}][:WEIGHED]
        return sum(judged in REJECTED for judged in decided), len(decided)

    @property
    def is_bad(self) -> bool:
        rejected, decided = self.rejected
        return bool(rejected) and rejected >= decided * TOO_MANY

    @cached_property
    def _lapse(self) -> datetime | None:
        """One spam ends all trust, also if its writer has withdrawn it since; it is earned anew."""
        return max((each.spam_at for each in self.earlier if each.spam_at), default=None)

    @cached_property
    def _since_lapse(self) -> list[Earlier]:
        lapse = self._lapse
        return [each for each in self.earlier if lapse is None or (each.judged_at and each.judged_at > lapse)]

    @cached_property
    def _counted(self) -> list[Earlier]:
        return [each for each in self._since_lapse if each.is_good and not each.has_link]


def record_of(comment, sender: Sender) -> Record:
    """Looked up once for one comment and sender."""
    known = getattr(comment, "_record", None)
    if known is None or known[0] is not sender:
        known = comment._record = (sender, _look_up(comment, sender))
    return known[1]


def is_earned(comment, sender: Sender, rules) -> bool:
    return not record_of(comment, sender).missing(rules)


def _look_up(comment, sender: Sender) -> Record:
    is_proven = sender.is_confirmed if sender.account else sender.has_proven(comment.email)
    theirs = _theirs(comment, sender, is_proven)
    earlier = [Earlier(*row) for row in _rows(theirs, comment)] if theirs else []
    return Record(is_proven, bool(sender.account), earlier)


def _theirs(comment, sender: Sender, is_proven: bool) -> Q | None:
    """Whoever proves who they are is measured by what is proven; nobody else can harm them."""
    own = Q(account=sender.account) if sender.account else Q(pk=None)
    if is_proven:
        return own | Q(email=sender.proven_email.lower(), confirmed_at__isnull=False) if sender.proven_email else own
    if sender.account:
        return own
    return Q(email=comment.email.lower()) if comment.email else None


def _rows(theirs: Q, comment):
    decisions = models.Decision.objects.filter(comment=OuterRef("pk"))
    by_people = decisions.by_people().order_by("-pk")
    as_spam = decisions.filter(after="spam").not_taken_back().exclude(Exists(_approved_later())).order_by("-pk")
    rows = models.Comment.objects.filter(theirs).exclude(pk=comment.pk).order_by("-created_at")
    return rows.annotate(
        has_link=ExpressionWrapper(Q(body_html__contains="<a "), BooleanField()),
        judged=Subquery(by_people.values("after")[:1]),
        judged_at=Subquery(by_people.values("created_at")[:1]),
        spam_at=Subquery(as_spam.values("created_at")[:1]),
    ).values_list("status", "created_at", "has_link", "judged", "judged_at", "spam_at")[:LOOKED_AT]


def _approved_later():
    """By a person, whatever became of it in between."""
    later = models.Decision.objects.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"), after="approved")
    return later.by_people()


def _unproven(is_member: bool) -> str:
    if is_member:
        return _("The member has not confirmed the email address.")
    return _("Written by a guest; nothing shows that the address is theirs.")
