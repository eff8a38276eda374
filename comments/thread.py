"""The conversation of one post in reading order, by pages of whole threads; the stored path carries everything."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count
from django.db.models.functions import Substr
from django.http import Http404

from .models import Comment
from .models.comment import STEP

ROOT = Substr("path", 1, STEP)


@dataclass
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

    @property
    def number(self) -> str:
        """The id as text: a template would write a number as people of its language do."""
        return str(self.pk)

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def has_parent_name(self) -> bool:
        return bool(self.parent and self.parent.comment)


class Thread:
    """`own` is a comment that its sender alone may see; `is_whole` asks for all pages in one."""

    def __init__(self, post, rules, *, number=None, own=None, is_whole=False):
        self.post, self.rules, self.own, self.is_whole = post, rules, own, is_whole
        self.readable = Comment.objects.visible_on(post, own=own)
        self.number = self._page_of_own() if own else _page_number(number)
        if self.number > self.pages:
            raise Http404

    @property
    def total(self) -> int:
        return self._counts["total"] - (1 if self.own and not self.own.is_approved else 0)

    @property
    def pages(self) -> int:
        return 1 if self.is_whole else max(1, -(-self._counts["roots"] // self.rules.threads_per_page))

    @property
    def earlier(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @cached_property
    def lines(self) -> list[Line]:
        if not self._counts["total"]:
            return []
        comments = self._on_this_page().in_reading_order()
        return close(_place(comments.defer("body"), self.post, self.rules.depth))

    @cached_property
    def _counts(self) -> dict:
        return self.readable.aggregate(total=Count("pk"), roots=Count(ROOT, distinct=True))

    def _on_this_page(self):
        if self.pages == 1:
            return self.readable
        size = self.rules.threads_per_page
        roots = self.readable.order_by().annotate(root=ROOT).values_list("root", flat=True).distinct().order_by("root")
        shown = list(roots[(self.number - 1) * size : self.number * size])
        after = str(int(shown[-1]) + 1).zfill(STEP)  # digits only: they sort alike in every collation
        return self.readable.filter(path__gte=shown[0], path__lt=after)

    def _page_of_own(self) -> int:
        return 1 if self.is_whole else page_of(self.own, self.readable, self.rules)


def page_of(comment, readable, rules) -> int:
    """On which page of these comments it stands."""
    before = readable.filter(path__lt=comment.path[:STEP]).aggregate(roots=Count(ROOT, distinct=True))["roots"]
    return before // rules.threads_per_page + 1


def _page_number(asked) -> int:
    if asked is None:
        return 1
    if not (asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 and int(asked)):
        raise Http404
    return int(asked)


def _place(comments, post, depth) -> list[Line]:
    """Removed comments are known by their steps in the paths of those below them."""
    lines, placed = [], {}
    for comment in comments:
        comment.post = post
        steps = [int(comment.path[i : i + STEP]) for i in range(0, len(comment.path), STEP)]
        for level, pk in enumerate(steps, start=1):
            if pk not in placed:
                parent = placed[steps[level - 2]] if level > 1 else None
                placed[pk] = Line(pk, min(level, depth), parent=parent)
                lines.append(placed[pk])
        placed[comment.pk].comment = comment
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
