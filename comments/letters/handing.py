"""
When somebody is told. What is due goes to the outbox as one letter of each kind; once there were so many in a quarter
of an hour, the rest is collected into one more at its end.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config import mail
from config.limits import seconds_to_wait
from config.tasks import task

from .. import models

WRITER = "comments.letters"
STORM = timedelta(minutes=15)
KEEP = timedelta(days=90)
PORTION = 500


@transaction.atomic
def note(comment, hearings: Iterable) -> None:
    """
    The first reason for each person counts. Whoever has not yet got the letter that it waits hears only what became of
    it. What is older than the memory of who was told is told to nobody, but for what readers report; a decision that
    somebody is told of has an age of its own. Nor is what was taken back meanwhile.
    """
    if not models.Comment.objects.select_for_update(no_key=True).filter(pk=comment.pk).values_list("pk").first():
        return
    if comment.status != models.Status.PENDING:
        comment.notices.unsent().filter(why=models.Why.WAITS).delete()
    told_since, first = timezone.now() - KEEP, {}
    latest = comment.decisions.first() if comment.created_at < told_since else None
    for hearing in hearings:
        happened = latest if latest and hearing.decision else comment
        if happened.created_at < told_since and not hearing.report:
            continue
        first.setdefault((hearing.email.lower(), hearing.decision, hearing.report), hearing)
    notices = [_notice(comment, hearing) for hearing in first.values()]
    models.Notice.objects.bulk_create(notices, batch_size=PORTION, ignore_conflicts=True)


def hand_over_about(comment) -> None:
    for pk in _people(comment.notices.due()):
        hand_over.func(pk)


def hand_over_due() -> None:
    """For housekeeping: digests, and what a lost task has left behind."""
    for pk in _people(models.Notice.objects.due()):
        hand_over.func(pk)


@task
@transaction.atomic
def hand_over(correspondent_id: int) -> None:
    """Whatever kills this, no notice is lost or handed over twice: letter and note are one transaction."""
    person = models.Correspondent.objects.select_for_update().filter(pk=correspondent_id).first()
    due = list(person.notices.due()) if person else []
    for kind in models.Kind:
        if notices := [notice for notice in due if notice.kind == kind]:
            _hand_over(person, kind, notices)


def forget_old() -> None:
    """For housekeeping: who was told of what, and what nobody needs to be told any more."""
    models.Notice.objects.filter(created_at__lt=timezone.now() - KEEP).delete()
    models.Notice.objects.filter(comment=None, handed_at=None).delete()


def _people(notices) -> list[int]:
    return list(notices.order_by().values_list("correspondent", flat=True).distinct())


def _notice(comment, hearing):
    values = {"comment": comment, "why": hearing.why, "decision": hearing.decision, "report": hearing.report}
    if subscription := hearing.subscription:
        due_at = models.HowOften(subscription.how_often).next_time
        person = subscription.correspondent
        return models.Notice(correspondent=person, subscription=subscription, due_at=due_at, **values)
    person = models.Correspondent.of_account(hearing.account)
    return models.Notice(correspondent=person, account=hearing.account, **values)


def _hand_over(person, kind, notices) -> None:
    if wait := _storm(person, kind):
        _collect(person, kind, notices, timezone.now() + timedelta(seconds=wait))
        return
    models.Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(handed_at=timezone.now())
    for letter in [notices] if kind.is_collected else [[notice] for notice in notices]:
        about = {"notices": [notice.pk for notice in letter]}
        mail.owe(WRITER, person.email, about, subject=_("The conversation"), key=f"notice-{letter[0].pk}")


def _storm(person, kind) -> int:
    """Seconds until the next letter of this kind may leave."""
    handed = person.notices.filter(why__in=kind.whys).exclude(handed_at=None).order_by("-handed_at")
    return seconds_to_wait(handed.values_list("handed_at", flat=True).distinct(), kind.most, STORM)


def _collect(person, kind, notices, until) -> None:
    """Whoever comes first asks for the letter that the others join."""
    now, at_once = timezone.now(), Q(subscription=None) | Q(subscription__how_often=models.HowOften.AT_ONCE)
    collected = person.notices.filter(at_once, why__in=kind.whys, due_at__gt=now, due_at__lte=now + STORM).unsent()
    is_asked_for = collected.exists()
    models.Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(due_at=until)
    if not is_asked_for:
        hand_over.using(run_after=until).enqueue(person.pk)
