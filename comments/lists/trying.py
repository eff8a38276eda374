"""
What a rule would have hit, had it stood when the stored comments came. The newest are read, for some seconds at most;
nothing is changed.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _

from ..models import Comment, ListedSource, Status
from ..spam import Sender, links, words
from . import sources

Kind = ListedSource.Kind
MOST, PORTION, SECONDS = 5000, 250, 3
SHOWN, AROUND = 40, 60
ORDER = (Status.APPROVED, Status.PENDING, Status.SPAM, Status.TRASH)
READ = ["name", "email", "url", "body", "body_html", "status", "network", "account", "created_at"]


@dataclass(frozen=True)
class Hit:
    comment: Comment
    match: str
    before: str = ""
    after: str = ""


@dataclass
class Trial:
    """One rule, and what it hits."""

    rule: str
    test: Callable[[Comment], Hit | None]
    counts: Counter = field(default_factory=Counter)
    found: dict[str, list[Hit]] = field(default_factory=dict)

    def take(self, comment: Comment) -> None:
        if hit := self.test(comment):
            self.counts[comment.status] += 1
            kept = self.found.setdefault(comment.status, [])
            if len(kept) < SHOWN:
                kept.append(hit)

    @property
    def hits(self) -> list[Hit]:
        """First those of which it would be a pity."""
        return [hit for status in ORDER for hit in self.found.get(status, [])][:SHOWN]

    @property
    def sentence(self) -> str:
        shown = [status for status in ORDER if status != Status.TRASH or self.counts[status]]
        numbers = ", ".join(f"{self.counts[status]} {status.label}" for status in shown)
        return _("Would have hit %s.") % numbers


@dataclass
class Outcome:
    trials: list[Trial]
    seen: int = 0
    since: datetime | None = None
    is_whole: bool = True
    remarks: list[str] = field(default_factory=list)


def run(trials: list[Trial]) -> Outcome:
    outcome, end = Outcome(trials), time.monotonic() + SECONDS
    for portion in _portions() if trials else ():
        for comment in portion:
            for trial in trials:
                trial.take(comment)
        outcome.seen, outcome.since = outcome.seen + len(portion), portion[-1].created_at
        if outcome.seen >= MOST or time.monotonic() > end:
            outcome.is_whole = not Comment.objects.filter(pk__lt=portion[-1].pk).exists()
            break
    return outcome


def of_words(rule: str, listed: str) -> Trial:
    def test(comment):
        place = words.find(listed, comment.body, comment.name, comment.email, comment.url)
        return place and Hit(comment, place.word, place.before[-AROUND:], place.after[:AROUND])

    return Trial(rule, test)


def of_links(rule: str, *, limit: int, before: int) -> Trial:
    """Those that the old limit let through."""

    def test(comment):
        found = list(chain(*links.places_in(comment)))
        is_new = len(found) >= limit and not (before and len(found) >= before)
        return Hit(comment, ", ".join(found[:3])) if is_new else None

    return Trial(rule, test)


def run_sources(entries: list[ListedSource]) -> Outcome:
    outcome = run([_of_source(entry) for entry in entries])
    if any(entry.kind == Kind.ADDRESS for entry in entries):
        outcome.remarks.append(
            _(
                "Addresses are not kept: an address is tried by the network that it lies in, as long as networks are "
                "known. A range of more than 256 networks cannot be tried."
            )
        )
    return outcome


def _of_source(entry: ListedSource) -> Trial:
    kind, values = entry.kind, {entry.value}
    if kind == Kind.ADDRESS:
        kind, values = Kind.NETWORK, sources.networks_in(entry.value)

    def test(comment):
        facts = sources.facts_of(comment, Sender(network=comment.network), only=kind)
        return Hit(comment, entry.shown_value, comment.name[:AROUND]) if facts[kind] & values else None

    return Trial(str(entry), test)


def _portions() -> Iterator[list[Comment]]:
    comments = Comment.objects.only(*READ).order_by("-pk")
    rest = comments
    while portion := list(rest[:PORTION]):
        yield portion
        rest = comments.filter(pk__lt=portion[-1].pk)
