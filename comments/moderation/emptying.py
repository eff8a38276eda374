"""Deleting for good: what was chosen, or all of a state that a page had shown; never what came meanwhile."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from config.tasks import BEHIND_MAIL, task

from ..models import Comment, Decision, Status

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


def empty(status: str, mark: Mark) -> int:
    """The first few hundred now, the others by a task; returns how many are gone now."""
    count = delete(known(status, mark)[:AT_ONCE])
    if count == AT_ONCE:
        go_on.enqueue(str(status), str(mark))
    return count


def delete(comments) -> int:
    """Only what is in spam or in the trash at this moment, by one who looked at it there."""
    ids = list(comments.values_list("pk", flat=True))
    gone = Comment.objects.select_for_update().filter(pk__in=ids, status__in=DELETABLE)
    return gone.delete()[1].get("comments.Comment", 0)


@task(priority=BEHIND_MAIL)
def go_on(status: str, mark: str) -> None:
    """Run twice, it finds the less."""
    empty(status, Mark.read(mark))
