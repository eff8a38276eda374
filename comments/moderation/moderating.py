"""A moderator's act, on one comment or many: one batch, so that it can be taken back as one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from .. import learning
from ..models import Decision, Status
from ..models.decision import new_batch
from . import deciding

VERBS = {"approve": Status.APPROVED, "hold": Status.PENDING, "spam": Status.SPAM, "trash": Status.TRASH}
MOST_ACTS, LOOKED_BACK_ON = 20, 5_000


@dataclass(frozen=True)
class Act:
    batch: UUID
    after: str
    when: datetime
    count: int
    undoable: int  # of these nobody has decided again since

    @property
    def status(self) -> str:
        return Status(self.after).label


def decide(comments, verb: str, *, by, reason="", note="") -> list[Decision]:
    """Returns the decisions taken; what was so already is left alone."""
    why = {"after": VERBS[verb], "moderator": by, "batch": new_batch(), "reason": reason[:300], "note": note[:500]}
    return deciding.take([Decision(comment=comment, **why) for comment in comments])


def contradict(comment, verb: str, *, by) -> list[Decision]:
    """The spam filter was wrong about this one, and has learned it before this returns."""
    with transaction.atomic():
        decisions = decide([comment], verb, by=by, reason=_("The spam filter was wrong."))
        learning.study.func(comment.pk)
    return decisions


def last_act(person) -> Act | None:
    """What this person did last and may still take back."""
    latest = Decision.objects.acts_of(person).undoable().first()
    return _told([latest])[0] if latest else None


def acts(person) -> list[Act]:
    """What this person did, the latest first."""
    latest: dict[UUID, Decision] = {}
    for decision in Decision.objects.acts_of(person).order_by("-pk")[:LOOKED_BACK_ON]:
        latest.setdefault(decision.batch, decision)
    return _told(list(latest.values())[:MOST_ACTS])


def undo_batch(batch, *, by) -> list[Decision]:
    return Decision.objects.filter(batch=batch, moderator=by).undo(by=by)


def undo_latest(comment, *, by) -> list[Decision]:
    latest = comment.decisions.first()
    undone = Decision.objects.filter(pk=latest.pk).undo(by=by) if latest else []
    comment.refresh_from_db(fields=["status"])
    return undone


def _told(decisions: list[Decision]) -> list[Act]:
    of_these = Decision.objects.filter(batch__in=[decision.batch for decision in decisions]).order_by()
    counts = dict(of_these.values_list("batch").annotate(Count("pk")))
    undoable = dict(of_these.undoable().values_list("batch").annotate(Count("pk")))
    return [
        Act(each.batch, each.after, each.created_at, counts[each.batch], undoable.get(each.batch, 0))
        for each in decisions
    ]
