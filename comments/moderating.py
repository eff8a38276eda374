"""A moderator's act, on one comment or many: one batch, so that it can be taken back as one."""

from django.db import transaction

from .models import Comment, Decision
from .models.decision import new_batch

VERBS = {"approve": Comment.approve, "hold": Comment.hold, "spam": Comment.mark_spam, "trash": Comment.trash}


@transaction.atomic
def decide(comments, verb: str, *, by) -> int:
    """Returns how many have changed; those that were so already are left alone."""
    batch = new_batch()
    for comment in comments:
        VERBS[verb](comment, by=by, batch=batch)
    return Decision.objects.filter(batch=batch).count()


def last_batch(person) -> dict | None:
    """What this person did last and may still take back: `batch`, `after` and how many."""
    undoable = Decision.objects.undoable_by(person)
    latest = undoable.first()
    if latest is None:
        return None
    return {"batch": latest.batch, "after": latest.after, "count": undoable.filter(batch=latest.batch).count()}


def undo_batch(batch, *, by) -> int:
    return Decision.objects.filter(batch=batch, moderator=by).undo(by=by)


def undo_latest(comment, *, by) -> bool:
    latest = comment.decisions.first()
    return bool(latest) and latest.undo(by=by)
