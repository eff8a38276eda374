"""
The one seam through which the app above takes part in an act of this one: importing and exporting, so far.

`blog` never names comments. Whoever keeps a conversation about posts registers itself in `AppConfig.ready()`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from django.utils.safestring import SafeString

from .models import ImportBatch, Post


class Conversation(Protocol):
    def on_paper(self, post: Post) -> SafeString:
        """The visible conversation as HTML for a sheet; empty if there is none."""

    def take_in(self, post: Post, records: Sequence, ledger) -> Iterable[tuple[str, str, str]]:
        """
        Import `blog.importing.records.CommentRecord`s of one post, entered in its `blog.importing.ledger.Ledger`;
        yields (key, outcome, reason) of each for the report.
        """

    def hand_out(self, posts: Sequence[Post]) -> Iterator[dict]:
        """
        What was said about these posts, for an export, by post and in reading order: id, post, parent, name, website,
        author (username), date, edited, state (approved, pending, spam, trash), markdown, html.
        """

    def answered_since(self, batch: ImportBatch) -> set[int]:
        """The posts of an import batch under which somebody has written here."""

    def take_back(self, batch: ImportBatch, staying: set[int]) -> int:
        """Remove what an import batch brought, but nothing under the posts that stay; returns how many."""


_conversations: list[Conversation] = []


def register(conversation: Conversation) -> None:
    _conversations.append(conversation)


def conversations() -> list[Conversation]:
    return list(_conversations)
