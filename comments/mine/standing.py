"""
What the writer of a comment is told of it: where it stands and why, in plain sentences that teach no spammer anything.
The key to it is the writer's alone and never runs out.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import receipts
from ..models import Comment, Status
from ..models.decision import APPEAL

signer = signing.Signer(salt="comment-status")
# Until then what the machine took for spam looks as if it waited: who tries wordings out learns slowly.
SPAM_TOLD_AFTER = timedelta(hours=1)

WAITS = {
    "address_unconfirmed": _("It waits until you have confirmed your address by the link in a letter."),
    APPEAL: _("You have asked the moderators to look at it again."),
    "disowned": _("The address it was written with was taken away from it by whoever holds it."),
}
GONE = {"withdrawn": _("You took it back.")}
HEADINGS = {
    Status.PENDING: _("Your comment waits"),
    Status.APPROVED: _("Your comment is published"),
    Status.SPAM: _("Your comment was not published"),
    Status.TRASH: _("Your comment was removed"),
}


STATES = {
    Status.PENDING: _("Waiting"),
    Status.APPROVED: _("Published"),
    Status.SPAM: _("Not published"),
    Status.TRASH: _("Removed"),
}


@dataclass(frozen=True)
class Standing:
    """`status` is what is told, which for fresh spam is that it waits."""

    comment: Comment
    status: str
    why: str
    note: str
    may_appeal: bool
    rule: str = ""

    @property
    def heading(self) -> str:
        return HEADINGS[Status(self.status)]

    @property
    def state(self) -> str:
        return STATES[Status(self.status)]

    @property
    def key(self) -> str:
        return key_of(self.comment)

    @property
    def address(self) -> str:
        return address_of(self.comment)

    @property
    def may_withdraw(self) -> bool:
        return self.comment.status != Status.TRASH

    @property
    def edit_address(self) -> str:
        """Empty once the time to change it is over."""
        return receipts.address(self.comment) if receipts.is_open(self.comment) else ""

    @property
    def is_asked(self) -> bool:
        """A letter has gone out by itself."""
        return self.rule == "address_unconfirmed" and self.status == Status.PENDING

    @property
    def is_unproven(self) -> bool:
        """A guest's whose address a letter could confirm."""
        comment = self.comment
        return bool(comment.email) and not (comment.account_id or comment.confirmed_at) and self.may_withdraw


def of(comment: Comment) -> Standing:
    latest = next(iter(comment.decisions.all()), None)
    status = _told_status(comment, latest)
    may_appeal = status in {Status.SPAM, Status.TRASH} and bool(latest) and latest.rule not in GONE
    may_appeal = may_appeal and not hasattr(latest, "appeal")
    note, rule = (latest.note, latest.rule) if latest else ("", "")
    return Standing(comment, status, _why(status, latest), note, may_appeal, rule)


def address_of(comment: Comment) -> str:
    return reverse("comments:status", args=[comment.pk, key_of(comment)])


def key_of(comment: Comment) -> str:
    return signer.signature(str(comment.pk))


def is_key(pk: int, key: str) -> bool:
    try:
        signer.unsign(f"{pk}:{key}")
    except signing.BadSignature:
        return False
    return True


def _told_status(comment, latest) -> str:
    if comment.status != Status.SPAM or latest is None or latest.moderator_id:
        return comment.status
    return Status.SPAM if timezone.now() - latest.created_at >= SPAM_TOLD_AFTER else Status.PENDING


def _why(status, latest) -> str:
    rule, by_person = (latest.rule, bool(latest.moderator_id)) if latest else ("", False)
    if status == Status.APPROVED:
        return ""
    if status == Status.PENDING:
        return str(WAITS.get(rule, _("A moderator reads it before it appears.")))
    if status == Status.SPAM:
        person, machine = _("A moderator takes it for advertising."), _("It was taken for advertising by a machine.")
    else:
        person, machine = _("A moderator removed it."), _("A rule of this site removed it.")
    return str(GONE.get(rule) or (person if by_person else machine))
