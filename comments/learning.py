"""
Every decision of a person teaches the spam filter, every undoing takes that back. The machine's teach nothing; states
that were imported teach if the owner says so.
"""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Exists, OuterRef

from config import tasks
from config.tasks import BEHIND_MAIL, task

from . import models
from .spam import filtering, remembering
from .spam.learned import calibrating
from .spam.learned.features import features
from .spam.learned.memory import Lesson, Memory

LABELS = {"approved": 0, "spam": 1}
LOOKED_BACK_ON = 2000  # the latest decisions, by which the borders are drawn
AT_ONCE = 200


@task(priority=BEHIND_MAIL)
def study(*comment_ids: int) -> None:
    """Doing it twice does nothing: what was taught is written down, with the decision that taught it."""
    with transaction.atomic():
        keeper = _locked()
        lessons = _new_lessons(keeper, comment_ids)
        if not lessons:
            return
        _take_back(keeper, [before for before, _after in lessons if before])
        _teach(keeper, [after for _before, after in lessons if after])
    if keeper.since_drawn >= calibrating.decisions_to_next(keeper.good + keeper.spam):
        draw_soon()  # should that fail, housekeeping does it


def study_soon(comment_ids: list[int]) -> None:
    for start in range(0, len(comment_ids), AT_ONCE):
        study.enqueue(*comment_ids[start : start + AT_ONCE])


@task(priority=BEHIND_MAIL)
def study_imported() -> None:
    """In portions: teaches what was imported as approved or spam, or takes that back where it shall teach no longer."""
    last, is_changed = 0, False
    while last is not None:
        last, taught = _study_portion(last)
        is_changed = is_changed or taught
    if is_changed:
        draw_soon()


@task(priority=BEHIND_MAIL)
def forget_gone() -> None:
    """
    Of comments that were deleted for good, however they went, or whose writer was erased, nothing stays; but see
    keep_lessons.
    """
    with transaction.atomic():
        keeper = _locked()
        there = models.Comment.objects.filter(pk=OuterRef("comment_id"), erased_on=None)
        gone = list(models.TaughtComment.objects.filter(outlives=False).exclude(Exists(there)))
        _take_back(keeper, gone)
    if gone:
        draw_soon()  # the regression forgets when it is made anew


def keep_lessons(comment_ids: list[int]) -> None:
    """Age alone is no reason to forget what spam looks like: their words go, the numbers stay."""
    models.TaughtComment.objects.filter(pk__in=comment_ids).update(outlives=True)


def forget_gone_soon() -> None:
    """Once for many; what this misses is found by the next hour's housekeeping."""
    if not tasks.is_known(forget_gone):
        forget_gone.enqueue()


def draw_soon() -> None:
    if not tasks.is_known(draw_borders):
        draw_borders.enqueue()


@task(priority=BEHIND_MAIL)
def draw_borders() -> None:
    """By the latest decided comments, each judged as if it were not known. Nothing to do if nothing has changed."""
    promises = models.CommentRules.load().promises
    with transaction.atomic():  # memory and lessons of one moment
        keeper = _locked()
        if not keeper.version or keeper.drawn_for == _drawn_for(keeper, promises):
            return
        rows = list(models.TaughtComment.objects.order_by("-decision_id")[:LOOKED_BACK_ON])
        known = remembering.with_prior(remembering.own_memory(keeper))
    taught = [(row.read(), row.label) for row in rows]
    _keep(calibrating.draw(known, taught, remembering.basis(), **promises), taught, promises, keeper.version)


def _keep(drawn: calibrating.Drawn, taught: calibrating.Taught, promises: dict, version: int) -> None:
    labels = [label for _lesson, label in taught]
    with transaction.atomic():
        keeper = _locked()
        is_newest = keeper.version == version
        remembering.store(keeper, remembering.own_memory(keeper), drawn.second)
        models.SpamFilter.objects.filter(pk=keeper.pk).update(
            publish_below=drawn.borders.publish,
            spam_above=drawn.borders.spam,
            is_settled=drawn.borders.is_settled,
            scores=calibrating.spread(drawn.scores, labels, drawn.borders),
            drawn_for=_drawn_for(keeper, promises) if is_newest else "",
            since_drawn=0,
            **asdict(calibrating.kept(drawn.scores, labels, drawn.borders)),
        )


def _drawn_for(keeper, promises: dict) -> str:
    return f"{keeper.version}/{promises['good_lost']:.6g}/{promises['spam_shown']:.6g}"


def _locked():
    """One learns at a time (SQLite sees to it by itself), and from what this edition of the classifier can read."""
    filters = models.SpamFilter.objects.select_for_update()
    keeper = filters.filter(pk=1).first() or filters.get_or_create(pk=1)[0]
    if keeper.is_outdated:
        _learn_anew(keeper)
    return keeper


def _learn_anew(keeper) -> None:
    """Until the borders are drawn anew, those of the first day hold: the old ones are on another scale."""
    taught = list(models.TaughtComment.objects.values_list("comment_id", flat=True))
    models.TaughtComment.objects.all().delete()
    memory = Memory()
    for start in range(0, len(taught), AT_ONCE):
        part = models.Comment.objects.select_related("post").filter(pk__in=taught[start : start + AT_ONCE])
        rows = [_lesson_of(comment, _decision_on(comment, keeper), None) for comment in part.order_by("pk")]
        for row in models.TaughtComment.objects.bulk_create(filter(None, rows)):
            memory.learn(row.read(), row.label)
    remembering.store(keeper, memory, None)
    first = calibrating.FIRST
    keeper.publish_below, keeper.spam_above, keeper.is_settled = first.publish, first.spam, False
    keeper.save()


def _study_portion(last: int) -> tuple[int | None, bool]:
    """The comments after this one: up to which, and whether anything was learned or taken back."""
    with transaction.atomic():
        keeper = _locked()
        imported = models.Decision.objects.imported()
        if not keeper.learns_imports:
            rows = list(models.TaughtComment.objects.filter(decision_id__in=imported.values("pk"))[:AT_ONCE])
            _take_back(keeper, rows)
            return (last if rows else None), bool(rows)
        decisions = list(imported.untaught().select_related("comment__post").filter(comment__gt=last)[:AT_ONCE])
        lessons = [_lesson_of(decision.comment, decision, None) for decision in decisions]
        _teach(keeper, [lesson for lesson in lessons if lesson])
        return (decisions[-1].comment_id if decisions else None), any(lessons)


def _new_lessons(keeper, comment_ids) -> list[tuple]:
    """What was taught of each before, and what is to be taught now, where these differ."""
    comments = models.Comment.objects.select_related("post").in_bulk(comment_ids)
    taught = models.TaughtComment.objects.in_bulk(comment_ids)
    asked = [pk for pk in dict.fromkeys(comment_ids) if not (pk in taught and taught[pk].outlives)]
    pairs = []
    for pk in asked:
        decision = _decision_on(comments.get(pk), keeper)
        pairs.append((taught.get(pk), _lesson_of(comments.get(pk), decision, taught.get(pk))))
    return [(before, after) for before, after in pairs if _number(before) != _number(after)]


def _decision_on(comment, keeper):
    """A person's that stands, or else the state with which it was imported."""
    if comment is None or comment.erased_on:
        return None
    imported = comment.decisions.imported().first() if keeper.learns_imports else None
    return comment.decisions.standing() or imported


def _lesson_of(comment, decision, before):
    """What stands to be taught; nothing of words that were changed after they were judged."""
    if decision is None or decision.after not in LABELS:
        return None
    if decision.pk == _number(before):
        return before
    if comment.edited_at and comment.edited_at > decision.created_at:
        return None
    lesson = Lesson.of(features(filtering.writing_of(comment)))
    return models.TaughtComment(
        comment_id=comment.pk, decision_id=decision.pk, label=LABELS[decision.after], lesson=lesson.to_bytes()
    )


def _number(row) -> int | None:
    return row.decision_id if row else None


def _teach(keeper, rows: list) -> None:
    models.TaughtComment.objects.bulk_create(rows)
    remembering.change(keeper, rows, 1)


def _take_back(keeper, rows: list) -> None:
    models.TaughtComment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    remembering.change(keeper, rows, -1)
