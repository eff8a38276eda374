"""Comments in reading order as lines of nested lists; the stored path says where each one stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..models import Comment, Lock
from ..models.comment import STEP


@dataclass(slots=True)
class Line:
    """One place in the thread: a comment, or (None) one that was removed and still holds its replies."""

    pk: int
    level: int
    comment: Comment | None = None
    parent: "Line | None" = None
    opens: bool = True  # a list begins before it
    goes_on: bool = False  # a list follows inside it
    closes: list[bool] = field(default_factory=list)  # lists that end after it, each with the item it stood in or not
    code: str = ""  # of the part it is on paper; none where it is left out and holds answers
    is_elsewhere: bool = False  # on an earlier page; here it only says what the lines below it answer
    lock: Lock | None = None
    is_locked: bool = False  # by its own lock or by one above it
    rest: int = 0  # no comment, but so many more of this thread on pages of its own


def place(comments: Iterable[Comment], depth: int, elsewhere: Iterable[Comment] = ()) -> list[Line]:
    """Removed comments are known by their steps in the paths of those below them."""
    lines, placed = [], {}
    earlier = {comment.pk for comment in elsewhere}
    for comment in (*elsewhere, *comments):
        steps = [int(comment.path[i : i + STEP]) for i in range(0, len(comment.path), STEP)]
        for level, pk in enumerate(steps, start=1):
            if pk not in placed:
                above = placed[steps[level - 2]] if level > 1 else None
                placed[pk] = Line(pk, min(level, depth), parent=above)
                lines.append(placed[pk])
        line = placed[comment.pk]
        line.comment, line.is_elsewhere = comment, comment.pk in earlier
        # Far down all hang at one step of the path, whichever of them they answer.
        line.parent = placed.get(comment.parent_id, line.parent)
    return lines


def close(lines: list[Line]) -> list[Line]:
    """Say where lists begin and end between lines that came without that."""
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        level = following.level if following else 0
        line.goes_on = level > line.level
        line.closes = [above > 0 for above in range(line.level - 1, level - 1, -1)]
        if following:
            following.opens = line.goes_on
    return lines
