"""Deleting for good: what was chosen, or all of a state that a page had shown; never what came meanwhile."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from config.tasks import BEHIND_MAIL, task

from ..models import AuditEntry, Comment, Decision, Status

DELETABLE = {Status.SPAM, Status.TRASH}
AT_ONCE = 500


@dataclass(frozen=True)
class Mark:
    """How far a page could know: the newest comment and the newest decision there was."""

    comment: int
    decision: int

    def __str__(self) -> str:
        return f"{self.comment}-{self.decision}"

    @classmethod
    def now(cls) -> "Mark":
        newest = [model.objects.order_by("-pk").values_list("pk", flat=True).first() for model in (Comment, Decision)]
        return cls(*(pk or 0 for pk in newest))

    @classmethod
    def read(cls, text: str) -> "Mark":
        """Raises ValueError."""
        comment, decision = text[:40].split("-")
        return cls(int(comment), int(decision))


def known(status: str, mark: Mark):
    """What was in this state when the mark was made, and has not been touched since."""
    later = Decision.objects.filter(comment=OuterRef("pk"), pk__gt=mark.decision)
    return Comment.objects.filter(status=status, pk__lte=mark.comment).exclude(Exists(later)).order_by("pk")


def empty(status: str, mark: Mark, *, by) -> bool:
    """The first few hundred now, the others by a task: whether there are others."""
    delete(known(status, mark)[:AT_ONCE], by=by)
    is_more = known(status, mark).exists()
    if is_more:
        go_on.enqueue(str(status), str(mark), by and by.pk)
    return is_more


@transaction.atomic
def delete(comments, *, by) -> int:
    """Only what is in spam or in the trash at this moment, by one who looked at it there."""
    ids = list(comments.values_list("pk", flat=True))
    gone = Comment.objects.select_for_update().filter(pk__in=ids, status__in=DELETABLE)
    count = gone.delete()[1].get("comments.Comment", 0)
    if count:
        AuditEntry.objects.write(AuditEntry.Kind.DELETED, [("deleted", str(count), "")], by=by)
    return count


@task(priority=BEHIND_MAIL)
def go_on(status: str, mark: str, by: int | None = None) -> None:
    """Run twice, it finds the less."""
    empty(status, Mark.read(mark), by=User.objects.filter(pk=by).first())
