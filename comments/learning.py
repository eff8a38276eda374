"""Every decision of a person teaches the spam filter, every undoing takes that back. The machine's teach nothing."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Exists, OuterRef

from config import tasks
from config.tasks import BEHIND_MAIL, task

from . import models
from .spam import filtering
from .spam.learned import calibrating
from .spam.learned.features import features
from .spam.learned.memory import Lesson, Memory

LABELS = {"approved": 0, "spam": 1}
LOOKED_BACK_ON = 2000  # the latest decisions, by which the borders are drawn
AT_ONCE = 200
OFTEN = 25  # decisions from one drawing to the next; an hour at most


@task(priority=BEHIND_MAIL)
def study(*comment_ids: int) -> None:
    """Doing it twice does nothing: what was taught is written down, with the decision that taught it."""
    with transaction.atomic():
        keeper = _locked()
        lessons = _new_lessons(comment_ids)
        if not lessons:
            return
        memory = keeper.own_memory()
        for before, after in lessons:
            _take_back(memory, [before] if before else [])
            _teach(memory, after)
        keeper.remember(memory, decisions=len(lessons))
    if keeper.since_drawn - len(lessons) < OFTEN <= keeper.since_drawn:  # once; should that fail, housekeeping does it
        draw_borders.enqueue()


def study_soon(comment_ids: list[int]) -> None:
    """Many at once write the memory once."""
    for start in range(0, len(comment_ids), AT_ONCE):
        study.enqueue(*comment_ids[start : start + AT_ONCE])


@task(priority=BEHIND_MAIL)
def forget_gone() -> None:
    """Of comments that were deleted for good, however they went, or whose writer was erased, nothing stays; but see keep_lessons."""
    with transaction.atomic():
        keeper = _locked()
        there = models.Comment.objects.filter(pk=OuterRef("comment_id"), erased_on=None)
        gone = list(models.TaughtComment.objects.filter(outlives=False).exclude(Exists(there)))
        if gone:
            memory = keeper.own_memory()
            _take_back(memory, gone)
            keeper.remember(memory)


def keep_lessons(comment_ids: list[int]) -> None:
    """Age alone is no reason to forget what spam looks like: their words go, the numbers stay."""
    models.TaughtComment.objects.filter(pk__in=comment_ids).update(outlives=True)


def forget_gone_soon() -> None:
    """Once for many; what this misses is found by the next hour's housekeeping."""
    if not tasks.is_known(forget_gone):
        forget_gone.enqueue()


@task(priority=BEHIND_MAIL)
def draw_borders() -> None:
    """By the latest decided comments, each judged as if it were not known. Nothing to do if nothing has changed."""
    rules = models.CommentRules.load()
    with transaction.atomic():  # memory and lessons of one moment
        keeper = _locked()
        drawn_for = f"{keeper.version}/{rules.good_lost_of}/{rules.spam_shown_percent}"
        if not keeper.version or keeper.drawn_for == drawn_for:
            return
        rows = list(models.TaughtComment.objects.order_by("-decision_id")[:LOOKED_BACK_ON])
    taught = [(row.read(), row.label) for row in rows]
    scores = calibrating.scores_unseen(filtering.with_prior(keeper.own_memory()), taught)
    labels = [label for _lesson, label in taught]
    borders = calibrating.borders(scores, labels, **rules.promises)
    models.SpamFilter.objects.filter(pk=keeper.pk).update(
        publish_below=borders.publish,
        spam_above=borders.spam,
        is_settled=borders.is_settled,
        drawn_for=drawn_for,
        since_drawn=0,
        **asdict(calibrating.kept(scores, labels, borders)),
    )


def _locked():
    """One learns at a time (SQLite sees to it by itself), and from what this edition of the classifier can read."""
    filters = models.SpamFilter.objects.select_for_update()
    keeper = filters.filter(pk=1).first() or filters.get_or_create(pk=1)[0]
    if keeper.is_outdated:
        _learn_anew(keeper)
    return keeper


def _learn_anew(keeper) -> None:
    taught = list(models.TaughtComment.objects.values_list("comment_id", flat=True))
    models.TaughtComment.objects.all().delete()
    memory = Memory()
    for start in range(0, len(taught), AT_ONCE):
        part = models.Comment.objects.select_related("post").filter(pk__in=taught[start : start + AT_ONCE])
        for comment in part.order_by("pk"):
            _teach(memory, _lesson_of(comment, None))
    keeper.remember(memory)


def _new_lessons(comment_ids) -> list[tuple]:
    """What was taught of each before, and what is to be taught now, where these differ."""
    comments = models.Comment.objects.select_related("post").in_bulk(comment_ids)
    taught = models.TaughtComment.objects.in_bulk(comment_ids)
    asked = [pk for pk in dict.fromkeys(comment_ids) if not (pk in taught and taught[pk].outlives)]
    pairs = [(taught.get(pk), _lesson_of(comments.get(pk), taught.get(pk))) for pk in asked]
    return [(before, after) for before, after in pairs if _decision(before) != _decision(after)]


def _lesson_of(comment, before):
    """What stands to be taught; nothing of words that were changed after they were judged."""
    decision = comment and comment.decisions.standing()
    if decision is None or decision.after not in LABELS or comment.erased_on:
        return None
    if decision.pk == _decision(before):
        return before
    if comment.edited_at and comment.edited_at > decision.created_at:
        return None
    lesson = Lesson.of(features(filtering.writing_of(comment)))
    return models.TaughtComment(
        comment_id=comment.pk, decision_id=decision.pk, label=LABELS[decision.after], lesson=lesson.to_bytes()
    )


def _decision(row) -> int | None:
    return row.decision_id if row else None


def _teach(memory: Memory, row) -> None:
    if row:
        memory.learn(row.read(), row.label)
        row.save(force_insert=True)


def _take_back(memory: Memory, rows: list) -> None:
    for row in rows:
        memory.unlearn(row.read(), row.label)
    models.TaughtComment.objects.filter(pk__in=[row.pk for row in rows]).delete()
