"""The hits of one page as they are shown, asked of the gate once more."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

from ..models import Category, Post, Series, Tag
from ..seams import Shown, conversations
from ..slugs import make_slug
from .finding import PIECES, Hit
from .passages import Marker, Part
from .plain import plain
from .queries import Query

ON_A_PAGE = 10
MOST_SUBJECTS, SHORTEST_SUBJECT = 6, 2


@dataclass(frozen=True)
class Result:
    kind: str
    post: Post
    address: str
    title: list[Part]
    passage: list[Part]
    name: str
    written_at: datetime


@dataclass(frozen=True)
class Subject:
    term: Tag | Category | Series
    kind: str


def page_of(hits: list[Hit], number, query: Query):
    """The wanted page; a number that leads nowhere is a 404."""
    try:
        page = Paginator(hits, ON_A_PAGE).page(number)
    except InvalidPage as error:
        raise Http404 from error
    page.object_list = _results(list(page.object_list), Marker(query))
    return page


def _results(hits: list[Hit], marker: Marker) -> list[Result]:
    shown = _pieces([hit.object_id for hit in hits if hit.kind in PIECES])
    for conversation in conversations():
        ids = [hit.object_id for hit in hits if hit.kind == conversation.kind]
        shown |= {(conversation.kind, pk): it for pk, it in conversation.shown(ids).items()}
    keys = [(hit.kind, hit.object_id) for hit in hits]
    return [_result(kind, shown[kind, pk], marker) for kind, pk in keys if (kind, pk) in shown]


def _pieces(ids: list[int]) -> dict[tuple[str, int], Shown]:
    posts = Post.objects.published().filter(pk__in=ids).select_related("author")
    return {(post.kind, post.pk): _shown(post) for post in posts}


def _shown(post: Post) -> Shown:
    return Shown(post, post.get_absolute_url(), post.author.name, post.published_at, post.body_html)


def _result(kind: str, shown: Shown, marker: Marker) -> Result:
    text = plain(shown.html)
    if kind in PIECES and shown.post.summary:
        text = f"{shown.post.summary}\n{text}"
    title = marker.mark(shown.post.headline)
    return Result(kind, shown.post, shown.address, title, marker.passage(text), shown.name, shown.written_at)


def subjects(query: Query) -> list[Subject]:
    """Tags, categories and series that are called what was asked for."""
    slug = make_slug(query.typed)
    if len(slug) < SHORTEST_SUBJECT:
        return []
    found: list[Subject] = []
    for model in (Series, Category, Tag):
        terms = model.objects.in_use().filter(slug__startswith=slug)[:MOST_SUBJECTS]
        found += [Subject(term, str(model._meta.verbose_name)) for term in terms]
    return found[:MOST_SUBJECTS]
