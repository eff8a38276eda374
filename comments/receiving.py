"""The life of a comment at its sender's hands, in the order in which it happens."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from . import campaigns, limits, receipts, spam
from .letters import subscriptions, telling
from .lists import banning
from .mine import confirming
from .models import Comment, CommentRules, Status
from .models.decision import APPEAL
from .spam import words

# An edit never makes a comment more visible than it was.
STRICTNESS = [Status.APPROVED, Status.PENDING, Status.SPAM]
# What the machine lets a comment wait for, and a letter that was answered makes good.
ANSWERED_BY_PROOF = {confirming.WAITS_FOR_IT, "first_comment", "impersonation", "opening_stamp", "origin_unknown"}
MOST_EDITS = 10  # of what waits: each is kept, and told to who moderates
A_WHILE = 60  # seconds; whoever has answered a letter took their time


def receive(comment: Comment, sender: spam.Sender, *, follow: str = "") -> Comment:
    """Raises limits.Refused; nothing is kept then. `follow` is what its writer wants to hear of."""
    _read(comment)
    comment.network, comment.stamp = sender.network, sender.stamp
    if sender.has_proven(comment.email):
        comment.confirmed_at = timezone.now()
    with transaction.atomic():
        rules = CommentRules.one_at_a_time()
        banning.refuse(comment, sender)
        limits.check(comment, sender, rules)
        verdict = spam.judge(comment, sender, rules)
        comment.arrive(verdict.status, reason=verdict.reason, rule=verdict.rule)
        if verdict.rule != spam.HOUSE:
            campaigns.keep(comment)
        if follow and comment.status != Status.SPAM:
            subscriptions.follow_along(comment, sender, follow)
        telling.tell.enqueue(comment.pk)
    return comment


def may_revise(comment: Comment) -> bool:
    return comment.decisions.filter(before=Status.PENDING, after=Status.PENDING).count() < MOST_EDITS


def revise(comment: Comment, body: str, sender: spam.Sender) -> Comment:
    """Every edit is judged again."""
    comment.body, comment.edited_at = body, timezone.now()
    _read(comment)
    with transaction.atomic():
        rules = CommentRules.one_at_a_time()
        locked = Comment.objects.select_for_update().filter(pk=comment.pk)
        comment.status = locked.values_list("status", flat=True).get()
        comment.save(update_fields=["body", "body_html", "fingerprint", "edited_at"])
        verdict = spam.judge(comment, sender, rules)
        if comment.status == Status.PENDING or _is_stricter(verdict.status, comment.status):
            _apply(comment, verdict)
        if verdict.rule != spam.HOUSE:
            campaigns.keep(comment)
    return comment


@transaction.atomic
def prove(comment: Comment) -> None:
    """Its writer has shown that the address is theirs: it is judged again if the machine waited for that."""
    rules = CommentRules.one_at_a_time()
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update())
    if not comment.confirmed_at:
        comment.confirmed_at = timezone.now()
        comment.save(update_fields=["confirmed_at"])
    latest = comment.decisions.first()
    is_asked = comment.status == Status.PENDING and latest and latest.rule in ANSWERED_BY_PROOF
    if is_asked and not _is_for_people(comment):
        _judge_proven(comment, latest, rules)


@transaction.atomic
def withdraw(comment: Comment) -> None:
    """For good while it is fresh and nobody has taken it up; later it goes to the trash, and its place is kept."""
    CommentRules.one_at_a_time()
    if receipts.is_open(comment) and not _is_taken_up(comment):
        limits.count_withdrawn(comment)
        comment.delete()
    else:
        comment.trash(reason=_("Withdrawn by its author."), rule="withdrawn")


def _read(comment) -> None:
    """Before the lock: hostile text is slow."""
    comment.render()
    words.shapes(comment.body)


def _is_taken_up(comment) -> bool:
    """Answered, or decided by a person."""
    return comment.replies.exists() or comment.decisions.exclude(moderator=None).exists()


def _is_for_people(comment) -> bool:
    """A person has decided on it, whatever came of it, or was asked to: the machine publishes it no more."""
    by_people = Q(moderator__isnull=False) | Q(batch__isnull=False)
    return comment.decisions.filter(by_people | Q(rule=APPEAL)).exists()


def _is_appealed(comment) -> bool:
    latest = comment.decisions.first()
    return comment.status == Status.PENDING and bool(latest) and latest.rule == APPEAL


def _judge_proven(comment, latest, rules) -> None:
    sender = spam.Sender(
        network=comment.network, opened_seconds=A_WHILE, origin_proven=True, proven_email=comment.email
    )
    verdict = spam.judge(comment, sender, rules)
    why = {"reason": _("The address was confirmed. %s") % verdict.reason, "rule": verdict.rule}
    if verdict.status == Status.APPROVED:
        comment.approve(**why)
    elif verdict.status == Status.SPAM:
        comment.mark_spam(**why)
    elif latest.rule == confirming.WAITS_FOR_IT:  # else moderators know of it, and the keys in their mails stay good
        comment.keep_waiting(**why)
    telling.tell.enqueue(comment.pk)


def _is_stricter(new: str, old: str) -> bool:
    return old in STRICTNESS and STRICTNESS.index(new) > STRICTNESS.index(old)


def _apply(comment, verdict) -> None:
    reason = _("Edited by its author. %s") % verdict.reason
    if _is_appealed(comment):
        verdict = replace(verdict, status=Status.PENDING, rule=APPEAL)
    if verdict.status == Status.SPAM:
        comment.mark_spam(reason=reason, rule=verdict.rule)
        return
    if comment.status == Status.PENDING:
        comment.keep_waiting(reason=reason, rule=verdict.rule)
    else:
        comment.hold(reason=reason, rule=verdict.rule)
    telling.tell.enqueue(comment.pk)
