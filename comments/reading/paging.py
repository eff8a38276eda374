"""
How a conversation is cut into pages: whole threads in one of three orders, so many to a page, and never more comments
than a page can carry. A long thread shows how it begins; all of it has pages of its own.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.http import Http404

from ..models import Order
from ..models.comment import STEP

ROOT = Substr("path", 1, STEP)
MOST_ON_PAGE = 100  # comments
LONG, OPENING = 60, 30  # a thread of more than so many shows so many of them among others


@dataclass(frozen=True)
class Place:
    """Which page, as an address says it; of one thread alone, if `root` is its first comment."""

    number: int | None = None
    root: int | None = None
    order: str = ""

    @classmethod
    def asked(cls, query) -> "Place":
        """A number that cannot be one leads nowhere; an order that nobody knows is the usual one."""
        order = query.get("order", "")
        number, root = (_number(query[name]) if name in query else None for name in ("replies", "thread"))
        return cls(number, root, order if order in Order.values else "")

    @property
    def query(self) -> str:
        words = {"order": self.order, "thread": self.root, "replies": self.number}
        filled = urlencode({name: value for name, value in words.items() if value})
        return f"?{filled}" if filled else ""


class Paging:
    """Of what can be read, by one query, whatever there is of it."""

    def __init__(self, readable, rules, order=""):
        self.readable, self.rules = readable, rules
        self.order = order or rules.order

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Each thread by the first step of its paths, with its comments counted; in order."""
        counted = self.readable.order_by().values_list(ROOT).annotate(Count("pk"))
        return dict(sorted(counted, key=ORDERS[self.order]))

    @cached_property
    def pages(self) -> list[list[str]]:
        pages: list[list[str]] = [[]]
        room = MOST_ON_PAGE
        for root, size in self.sizes.items():
            shown = shown_of(size)
            if pages[-1] and (shown > room or len(pages[-1]) == self.rules.threads_per_page):
                pages.append([])
                room = MOST_ON_PAGE
            pages[-1].append(root)
            room -= shown
        return pages

    @property
    def opens_on(self) -> int:
        """The page that the post's own address shows."""
        return len(self.pages) if self.rules.opens_on_last_page and self.order == self.rules.order else 1

    def pages_of(self, root: str) -> int:
        return -(-self.sizes.get(root, 0) // MOST_ON_PAGE)

    def on_page(self, number: int):
        """The comments of one page, in reading order of the oldest thread first."""
        roots = self.pages[number - 1]
        long = [root for root in roots if self.is_long(root)]
        wanted = Q(root__in=[root for root in roots if root not in long])
        for root in long:
            wanted |= Q(pk__in=self.of_thread(root).order_by("path").values("pk")[:OPENING])
        between = Q(path__gte=min(roots), path__lt=after(max(roots)))
        return self.readable.annotate(root=ROOT).filter(between, wanted)

    def on_page_of(self, root: str, number: int):
        return self.of_thread(root).order_by("path")[(number - 1) * MOST_ON_PAGE : number * MOST_ON_PAGE]

    def of_thread(self, root: str):
        return self.readable.filter(path__gte=root, path__lt=after(root))

    def is_long(self, root: str) -> bool:
        return self.sizes[root] > LONG

    def place_of(self, comment) -> Place:
        root = comment.path[:STEP]
        if self.is_long(root):
            rank = self.of_thread(root).filter(path__lte=comment.path).count()
            if rank > OPENING:
                return Place(-(-rank // MOST_ON_PAGE), int(root))
        return Place(next(number for number, roots in enumerate(self.pages, start=1) if root in roots))


# As `sorted` takes them, of (root, size).
ORDERS = {
    Order.OLDEST: lambda thread: thread[0],
    Order.NEWEST: lambda thread: -int(thread[0]),
    Order.REPLIES: lambda thread: (-thread[1], thread[0]),
}


def shown_of(size: int) -> int:
    return OPENING if size > LONG else size


def after(root: str) -> str:
    """What comes behind all paths of a thread: digits only, which sort alike in every collation."""
    return str(int(root) + 1).zfill(STEP)


def _number(asked: str) -> int:
    if not (asked.isascii() and asked.isdigit() and len(asked) <= STEP and int(asked)):
        raise Http404
    return int(asked)
