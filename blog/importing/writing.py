"""The second reading of a blog's sources: each record becomes a row or a line in the report, all or nothing."""

from collections import Counter
from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import ImportedItem, Post
from ..seams import conversations
from . import authors, avatars, linking, old_addresses, posts, redirects, site_facts, terms
from .ledger import Ledger
from .library import Library
from .records import AttachmentRecord, AuthorRecord, PostRecord, RedirectRecord, Site, TermRecord
from .samples import is_sample
from .shelf import Finder, Shelf
from .survey import Survey, kind_of

# Pages that come before their parents cost one more reading for every level.
MOST_ROUNDS = 12


class Writer:
    def __init__(self, ledger: Ledger, parts: list[Survey], finders: list[Finder], progress: Callable[[], None]):
        self.ledger, self.report = ledger, ledger.report
        self.sources, self.progress = [part.source for part in parts], progress
        self.library = Library((each for part in parts for each in part.attachments), ledger.address)
        self.shelf = Shelf(ledger, [*(source.picture for source in self.sources), *finders], self.library)
        self.pages: set[str] = set().union(*(part.pages for part in parts))
        # Rows of the pages that this run has dealt with, by their numbers; None: the page failed.
        self.dealt_with: dict[str, int | None] = {}
        self.waiting: set[str] = set()
        self.turn: set[str] = set()
        self.children: dict[str, TermRecord] = {}

    def write(self) -> None:
        self._read(self._first)
        terms.plant(self.children, self.ledger)
        for _round in range(MOST_ROUNDS):
            if not self.waiting or self.waiting == self.turn:
                break
            self._next_round()
        # Who still waits lies inside itself, or is nested deeper than any site.
        self.pages = set()
        self._next_round()
        old_addresses.remember_files(self.library, self.ledger, self.progress)
        linking.link_up(self.ledger, self.progress)

    def _next_round(self) -> None:
        self.turn, self.waiting = self.waiting, set()
        if self.turn:
            self._read(self._late)

    def _read(self, handle) -> None:
        for source in self.sources:
            for record in source.records(Counter()):
                handle(record)
                if not isinstance(record, Site):  # which is told again whenever more is known
                    self.progress()

    def _first(self, record) -> None:
        if isinstance(record, Site):
            site_facts.take_in(record, self.ledger)
        elif isinstance(record, AuthorRecord):
            authors.take_in(record, self.ledger)
            self._avatar(record)
        elif isinstance(record, TermRecord):
            self._term(record)
        elif isinstance(record, AttachmentRecord):
            self.shelf.take_in(record)
            self._count_comments(record.comments, "skipped", _("under something that is not imported"))
        elif isinstance(record, RedirectRecord):
            redirects.take_in(record, self.ledger)
        elif isinstance(record, PostRecord):
            self._item(record)

    def _late(self, record) -> None:
        if isinstance(record, PostRecord) and record.type == "page" and record.id in self.turn:
            self._piece(record)

    def _term(self, record: TermRecord) -> None:
        if key := terms.key_of_child(record, self.ledger):
            self.children.setdefault(key, record)
        terms.take_in(record, self.ledger)

    def _avatar(self, record: AuthorRecord) -> None:
        if record.avatar and not self.ledger.options.dry_run:
            file = next(filter(None, (source.picture(f"/media/{record.avatar}") for source in self.sources)), None)
            avatars.take_in(authors.author_id(record.login, self.ledger), record.avatar, file, self.ledger)

    def _item(self, record: PostRecord) -> None:
        if self.ledger.options.skip_samples and is_sample(record):
            self.report.tell(kind_of(record), "skipped", _("is what every WordPress is born with"))
            self._count_comments(len(record.comments), "skipped", _("under something that is not imported"))
            return
        if kind_of(record) in {"post", "page"}:
            self._piece(record)
            return
        self.report.tell("other", "skipped", _("post type “%s” has no place here") % record.type[:40])
        self._count_comments(len(record.comments), "skipped", _("under something that is not imported"))

    def _piece(self, record: PostRecord) -> None:
        if record.type == "page" and self._must_wait(record):
            self.waiting.add(record.id)
            return
        post = posts.take_in(record, self.ledger, self.shelf, self._parent(record))
        if record.type == "page":
            self.dealt_with[record.id] = post and post.pk
        if post:
            self._comments(post, record)
        else:
            self._count_comments(len(record.comments), "failed", _("its post is not here"))

    def _must_wait(self, record: PostRecord) -> bool:
        return record.parent in self.pages and record.parent not in self.dealt_with

    def _parent(self, record: PostRecord) -> Post | None:
        if record.type != "page" or not record.parent:
            return None
        parent_id = self.dealt_with.get(record.parent) or self._of_earlier_run(record.parent)
        parent = Post.objects.pages().filter(pk=parent_id).first() if parent_id else None
        if parent is None:
            sentence = _("its parent page %s is not here; it is at the top.") % record.parent[:20]
            self.report.remark("page", record.id, sentence)
        return parent

    def _of_earlier_run(self, number: str) -> int | None:
        key = self.ledger.key("post", number)
        items = ImportedItem.objects.filter(Q(key=key) | Q(key__startswith=f"{key} "))
        return items.values_list("object_id", flat=True).first()

    def _comments(self, post: Post, record: PostRecord) -> None:
        told = 0
        for conversation in conversations():
            for _key, outcome, reason in conversation.take_in(post, record.comments, self.ledger):
                self.report.tell("comment", outcome, reason)
                told += 1
        if not told:
            self._count_comments(len(record.comments), "skipped", _("nobody here keeps conversations"))

    def _count_comments(self, times: int, outcome: str, reason: str) -> None:
        if times:
            self.report.tell("comment", outcome, reason, times=times)
