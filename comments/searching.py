"""Comments in the index of blog.search: those that are approved, kept and forgotten by the verbs that change them."""

from collections.abc import Iterable

from blog.models import SearchEntry
from blog.search import index
from blog.search.plain import plain

KIND = "comment"


def keep(comment) -> None:
    """As its state wants it."""
    if comment.is_approved:
        index.keep([entry_of(comment)])
    else:
        forget([comment.pk])


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
