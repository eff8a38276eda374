"""Entries of the index: written in the transaction that changes a post or a comment, forgotten with it."""

from collections.abc import Iterable

from django.utils import timezone

from ..models.search import SearchEntry
from . import words
from .plain import plain

WRITTEN = ["post", "written_at", "year", "title", "text", "made_at", "edition", "is_counted"]
AT_ONCE = 100


def keep_piece(post) -> None:
    keep([entry_of_piece(post)])


def entry_of_piece(post) -> SearchEntry:
    return entry(
        kind=post.kind,
        object_id=post.pk,
        post_id=post.pk,
        written_at=post.published_at or post.created_at,
        title=post.title,
        text=f"{post.summary}\n{plain(post.body_html)}",
    )


def entry(*, kind: str, object_id: int, post_id: int, written_at, title: str, text: str) -> SearchEntry:
    """Of plain text as people read it."""
    return SearchEntry(
        kind=kind,
        object_id=object_id,
        post_id=post_id,
        written_at=written_at,
        year=timezone.localtime(written_at, timezone.get_default_timezone()).year,
        title=words.indexed(title),
        text=words.indexed(text),
        edition=words.EDITION,
    )


def keep(entries: Iterable[SearchEntry]) -> None:
    """As many as there are, new or known; a batch is one statement."""
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=WRITTEN,
    )


def forget(kind: str, ids: Iterable[int]) -> None:
    """What belongs to a post goes with it by itself."""
    ids = list(ids)
    for start in range(0, len(ids), AT_ONCE):
        SearchEntry.objects.filter(kind=kind, object_id__in=ids[start : start + AT_ONCE]).delete()
