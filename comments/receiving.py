"""The life of a comment at its sender's hands, in the order in which it happens."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import campaigns, limits, spam, telling
from .models import Comment, CommentRules, Status

# An edit never makes a comment more visible than it was.
STRICTNESS = [Status.APPROVED, Status.PENDING, Status.SPAM]
# Who goes on editing after that sends no more mail to the moderators: it waits in the queue all the same.
MOST_TOLD = 6


def receive(comment: Comment, sender: spam.Sender) -> Comment:
    """Raises limits.Refused; nothing is kept then."""
    comment.render()  # before the lock: hostile text is slow
    comment.network = sender.network
    if sender.proven_email and sender.proven_email == comment.email.lower():
        comment.confirmed_at = timezone.now()
    with transaction.atomic():
        rules = _one_at_a_time()
        limits.check(comment, sender, rules)
        verdict = spam.judge(comment, sender, rules)
        comment.arrive(verdict.status, reason=verdict.reason, rule=verdict.rule)
        if verdict.rule != spam.HOUSE:
            campaigns.keep(comment)
        telling.tell.enqueue(comment.pk)
    return comment


def revise(comment: Comment, body: str, sender: spam.Sender) -> Comment:
    """Every edit is judged again."""
    comment.body, comment.edited_at = body, timezone.now()
    comment.render()
    with transaction.atomic():
        rules = _one_at_a_time()
        comment.status = Comment.objects.values_list("status", flat=True).get(pk=comment.pk)
        comment.save(update_fields=["body", "body_html", "fingerprint", "edited_at"])
        verdict = spam.judge(comment, sender, rules)
        if comment.status == Status.PENDING or _is_stricter(verdict.status, comment.status):
            _apply(comment, verdict)
        if verdict.rule != spam.HOUSE:
            campaigns.keep(comment)
    return comment


def withdraw(comment: Comment) -> None:
    comment.trash(reason=_("Withdrawn by its author."))


def _one_at_a_time() -> CommentRules:
    """Whoever comes second sees what the first has written: a double click gives one row. SQLite does it by itself."""
    return CommentRules.objects.select_for_update().filter(pk=1).first() or CommentRules.load()


def _is_stricter(new: str, old: str) -> bool:
    return old in STRICTNESS and STRICTNESS.index(new) > STRICTNESS.index(old)


def _apply(comment, verdict) -> None:
    reason = _("Edited by its author. %s") % verdict.reason
    if verdict.status == Status.SPAM:
        comment.mark_spam(reason=reason, rule=verdict.rule)
        return
    if comment.status == Status.PENDING:
        comment.keep_waiting(reason=reason, rule=verdict.rule)
    else:
        comment.hold(reason=reason, rule=verdict.rule)
    if comment.decisions.count() <= MOST_TOLD:
        telling.tell.enqueue(comment.pk)
