"""Comments in the index of blog.search: those that are approved, kept and forgotten by the verbs that change them."""

from collections.abc import Iterable

from blog.models import SearchEntry
from blog.search import index
from blog.search.plain import plain

from . import models

KIND = "comment"


def keep(comment) -> None:
    """As its state wants it."""
    if comment.is_approved:
        index.keep([entry_of(comment)])
    else:
        forget([comment.pk])


def keep_up(ids: list[int]) -> None:
    """Those of these whose state has just changed, in a few statements."""
    approved = models.Comment.objects.approved().filter(pk__in=ids).only("post_id", "created_at", "body_html")
    entries = [entry_of(comment) for comment in approved]
    index.keep(entries)
    forget(set(ids) - {entry.object_id for entry in entries})


def forget(ids: Iterable[int]) -> None:
    index.forget(KIND, ids)


def entry_of(comment) -> SearchEntry:
    return index.entry(
        kind=KIND,
        object_id=comment.pk,
        post_id=comment.post_id,
        written_at=comment.created_at,
        title="",
        text=plain(comment.body_html),
    )
