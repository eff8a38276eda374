"""Booklets that are there already: a series, a tag, a category, a year; `of=series/reading-the-tide`."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from ...addresses import Year
from ...models import Category, Post, Series, Tag
from .contents import MOST_ITEMS, Item

LONGEST = 200


@dataclass(frozen=True)
class ReadyMade:
    title: str
    description: str
    items: tuple[Item, ...]
    total: int  # more than there are items, if they are too many for one booklet

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.items)


def find(of: str) -> ReadyMade:
    """Of what any stranger may read. Raises Http404."""
    kind, _slash, name = of[:LONGEST].partition("/")
    if kind == "year" and re.fullmatch(Year.regex, name):
        posts = _published().filter(published_at__year=int(name))
        return _made(name, "", posts.order_by("published_at", "pk"))
    if kind not in TERMS:
        raise Http404
    model, posts_of = TERMS[kind]
    term = get_object_or_404(model.objects.in_use(), slug=name)
    return _made(term.name, term.description, posts_of(term))


def _made(title: str, description: str, posts) -> ReadyMade:
    ids = list(posts.values_list("pk", flat=True)[:MOST_ITEMS])
    total = posts.count()
    if not total:
        raise Http404
    return ReadyMade(title, description, tuple(Item(pk) for pk in ids), total)


def _published():
    return Post.objects.published().posts()


TERMS = {
    "series": (Series, lambda term: _published().filter(series=term).order_by("part", "published_at", "pk")),
    "tag": (Tag, lambda term: _published().filter(tags=term).order_by("published_at", "pk")),
    "category": (
        Category,
        lambda term: _published().filter(categories__in=term.branch_ids()).distinct().order_by("published_at", "pk"),
    ),
}
