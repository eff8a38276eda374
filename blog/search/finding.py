"""A query's hits: matched and ranked by the database's index, and let through by the gate in the same question."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from ..models import Post
from ..models.search import SearchEntry
from ..seams import conversations
from . import postgres, sqlite
from .queries import Query

DATABASES = {"sqlite": sqlite, "postgresql": postgres}
PIECES = ("post", "page")
# Beyond that nobody reads on; and one search stays so much work, however large the site.
MOST_HITS = 1_000
MOST_LOOKED_AT = 3_000


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: int
    post_id: int
    year: int
    author_id: int | None


def public_entries():
    """Entries of what any stranger may read, now."""
    readable = Q(kind__in=PIECES) & Exists(Post.objects.published().filter(pk=OuterRef("post_id")))
    for conversation in conversations():
        visible = conversation.visible().filter(pk=OuterRef("object_id"))
        readable |= Q(kind=conversation.kind) & Exists(visible)
    return SearchEntry.objects.filter(readable)


def hits(query: Query) -> list[Hit]:
    """Best first, at most one more than MOST_HITS."""
    if not query.wanted:
        return []
    ranked = DATABASES[connection.vendor].ranked(public_entries(), query, MOST_LOOKED_AT)
    best = ranked.order_by("-in_title", "-is_exact", "-likeness", "-written_at", "-pk")
    rows = best.values_list("kind", "object_id", "post_id", "year", "post__author_id")[: MOST_HITS + 1]
    return [Hit(*row[:4], author_id=row[4] if row[0] in PIECES else None) for row in rows]


def latest(kind: str, query: Query, most: int) -> list[int]:
    """For staff: the newest things of a kind that match, whoever may read them."""
    if not query.wanted:
        return []
    ranked = DATABASES[connection.vendor].ranked(SearchEntry.objects.filter(kind=kind), query, MOST_LOOKED_AT)
    return list(ranked.order_by("-written_at", "-pk").values_list("object_id", flat=True)[:most])


def is_found(query: Query) -> bool:
    """Whether any stranger finds something by it."""
    return bool(query.wanted) and DATABASES[connection.vendor].matching(public_entries(), query).exists()
