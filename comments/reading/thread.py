"""The conversation of one post in reading order, one page of it; the stored path carries everything."""

from functools import cached_property

from django.db.models import F
from django.http import Http404

from ..models import Comment, Order
from ..models.comment import STEP
from .captions import Captions
from .lines import Line, close, place
from .paging import OPENING, Paging, Place

FIRST_PAGE = Place()


class Thread:
    """
    `own` is a comment that its sender alone may see; `is_whole` asks for all pages in one; `locks` are those of
    threads, by the comment that they hold.
    """

    def __init__(self, post, rules, *, asked=FIRST_PAGE, own=None, is_whole=False, locks=None):
        self.locks = locks or {}
        self.post, self.rules, self.own, self.is_whole = post, rules, own, is_whole
        self.readable = Comment.objects.visible_on(post, own=own)
        self.paging = Paging(self.readable, rules, asked.order)
        if own and not is_whole:
            asked = self.paging.place_of(own)
        self.root = None if is_whole or asked.root is None else str(asked.root).zfill(STEP)
        self.number = 1 if is_whole else asked.number or (1 if self.root else self.paging.opens_on)
        if self.number > self.pages:
            raise Http404

    @property
    def total(self) -> int:
        return sum(self.paging.sizes.values()) - (1 if self.own and not self.own.is_approved else 0)

    @property
    def pages(self) -> int:
        if self.root:
            return self.paging.pages_of(self.root)
        return 1 if self.is_whole else len(self.paging.pages)

    @property
    def earlier(self) -> str | None:
        return self._page(self.number - 1) if self.number > 1 else None

    @property
    def later(self) -> str | None:
        return self._page(self.number + 1) if self.number < self.pages else None

    @property
    def orders(self) -> list[dict]:
        """The other ways to read it; nothing where there is nothing to put in order."""
        if self.root or len(self.paging.sizes) < 2:
            return []
        return [
            {"label": label, "address": self._address(self._in(value)), "is_current": value == self.paging.order}
            for value, label in Order.choices
        ]

    @cached_property
    def lines(self) -> list[Line]:
        if not self.paging.sizes:
            return []
        lines = close(self._in_order(self._placed()))
        for line in lines:
            line.lock = self.locks.get(line.pk)
            line.is_locked = bool(line.lock or (line.parent and line.parent.is_locked))
        return lines

    @property
    def rows(self) -> list[dict]:
        """The same as a page says it."""
        return Captions(self.post).rows(self.lines)

    def _placed(self) -> list[Line]:
        comments, above = list(self._read(self._on_this_page())), []
        if self.root and self.number > 1:
            above = list(self._read(self._above(comments[0])))
        for comment in (*above, *comments):
            comment.post = self.post
        return place(comments, self.rules.depth, above)

    def _on_this_page(self):
        if self.is_whole:
            return self.readable.in_reading_order()
        if self.root:
            return self.paging.on_page_of(self.root, self.number)
        return self.paging.on_page(self.number).in_reading_order()

    def _above(self, comment):
        """What the first comment of a later page answers, and what that answers."""
        steps = [int(comment.path[i : i + STEP]) for i in range(0, len(comment.path), STEP)]
        return self.readable.filter(pk__in=steps[:-1]).in_reading_order()

    def _read(self, comments):
        return comments.with_pictures().defer("body").annotate(by_staff=F("account__is_staff"))

    def _in_order(self, lines: list[Line]) -> list[Line]:
        """The threads as they are wanted; a long one says how much more there is."""
        threads: dict[str, list[Line]] = {}
        for line in lines:
            if line.level == 1:
                thread = threads[str(line.pk).zfill(STEP)] = []
            thread.append(line)
        if not self.root and not self.is_whole:
            for root in filter(self.paging.is_long, threads):
                threads[root].append(Line(int(root), 2, rest=self.paging.sizes[root] - OPENING))
        return [line for root in self.paging.sizes if root in threads for line in threads[root]]

    def _page(self, number: int) -> str:
        return self._address(Place(number, self.root and int(self.root), self._in(self.paging.order).order))

    def _in(self, order: str) -> Place:
        return Place(order="" if order == self.rules.order else order)

    def _address(self, place: Place) -> str:
        return f"{self.post.get_absolute_url()}{place.query}#conversation"
