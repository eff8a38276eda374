"""What readers report to the moderators, and how it is settled. A report changes nothing by itself."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from config.limits import refuse_if
from config.tasks import task

from .. import models
from ..letters import telling

HOUR = timedelta(hours=1)
AN_HOUR = 10  # of one account, of one network


@transaction.atomic
def report(comment, sender, *, reason: str, text: str) -> None:
    """Raises limits.TooMany. Saying it twice is saying it once."""
    # One at a time, or many sent at once slip past together.
    models.CommentRules.one_at_a_time()
    # Of members the account is enough, of guests no more is known than the network.
    who = {"account": sender.account, "network": "" if sender.account else sender.network}
    is_known = bool(sender.account or sender.network)
    if is_known and comment.reports.filter(edition=comment.edition, **who).exists():
        return
    if is_known:
        _refuse_floods(who)
    is_first = not comment.reports.open().exists()
    said = comment.reports.create(edition=comment.edition, reason=reason, text=text, **who)
    if is_first:
        tell_moderators.enqueue(said.pk)


@transaction.atomic
def dismiss(comment, *, by) -> int:
    """The comment stays as it is; returns how many reports that answers."""
    return dismiss_all([comment.pk], by=by)


def dismiss_all(comment_ids: list[int], *, by) -> int:
    said = models.Report.objects.open().filter(comment__in=comment_ids)
    for comment_id, count in said.order_by().values_list("comment").annotate(Count("pk")):
        change = ("dismissed", "", str(count))
        models.AuditEntry.objects.write(models.AuditEntry.Kind.REPORTS, [change], by=by, about=comment_id)
    return said.settle(models.Report.Outcome.DISMISSED, by=by)


def settle(decisions: list) -> None:
    """A decision about a comment answers what was said of it; its undoing asks again."""
    undone = [decision.undoes_id for decision in decisions if decision.undoes_id]
    reported = models.Report.objects.open().filter(comment__in=[each.comment_id for each in decisions])
    asked = set(reported.values_list("comment", flat=True))
    for decision in decisions:
        if decision.comment_id in asked and not decision.undoes_id and (outcome := _outcome_of(decision)):
            said = models.Report.objects.filter(comment=decision.comment_id)
            said.settle(outcome, by=decision.moderator, decision=decision)
    models.Report.objects.filter(decision__in=undone).reopen()


@task
def tell_moderators(report_id: int) -> None:
    """Of the first open report of a comment; what follows is in the queue."""
    said = models.Report.objects.open().select_related("comment__post").filter(pk=report_id).first()
    if said is None or not models.CommentRules.load().notify_moderators:
        return
    telling.tell_of_report(said)


def _outcome_of(decision) -> str:
    outcomes, status = models.Report.Outcome, models.Status
    if decision.moderator_id:
        return outcomes.DISMISSED if decision.after == status.APPROVED else outcomes.UPHELD
    return outcomes.GONE if decision.after in {status.SPAM, status.TRASH} else ""


def _refuse_floods(who: dict) -> None:
    moments = models.Report.objects.filter(**who).order_by("-created_at").values_list("created_at", flat=True)
    refuse_if(moments, AN_HOUR, HOUR, _("You have reported many comments in the last hour."))
