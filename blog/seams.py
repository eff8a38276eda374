"""
The one seam through which the app above takes part in acts of this one: printing, importing, exporting, searching.

`blog` never names comments. Whoever keeps a conversation about posts registers itself in `AppConfig.ready()`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Expression, QuerySet
from django.utils.safestring import SafeString

from .models import ImportBatch, Post, SearchEntry


@dataclass(frozen=True)
class Shown:
    """Something that was found: what stands in its line, and the sanitised HTML that passages are cut from."""

    post: Post
    address: str
    name: str
    written_at: datetime
    html: str


class Conversation(Protocol):
    kind: str  # of its entries in the index of blog.search
    changed_at: Expression  # when a row was last written, for the database

    def visible(self) -> QuerySet:
        """The gate: the rows that any stranger may read, now."""

    def searchable(self) -> QuerySet:
        """The rows that belong in the index; what is shown of it goes through the gate."""

    def search_entry(self, row) -> SearchEntry:
        """The entry of one such row."""

    def shown(self, ids: Collection[int]) -> Mapping[int, Shown]:
        """The visible ones of these, as they are shown among what was found."""

    def opens_under_new_posts(self) -> bool:
        """Whether a post that is begun now takes replies, unless its author says otherwise."""

    def on_paper(self, post: Post, which: str, root: int, cutter) -> SafeString:
        """
        What is visible of the conversation as HTML for a sheet; empty if there is none. `which` is one of
        blog.paper.choice.COMMENTS, `root` the comment that opens the one thread; each comment asks `cutter`, a
        blog.paper.parts.Cutter, for its code.
        """

    def openings(self, post: Post) -> list[tuple[int, str]]:
        """The comments that open a thread, by id, and how they begin."""

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
