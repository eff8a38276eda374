"""Where the two borders lie so that the owner's promises are kept, by comments judged as if not yet learned."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .memory import Lesson, Memory

Taught = list[tuple[Lesson, int]]


@dataclass(frozen=True)
class Borders:
    """Below `publish` it may appear, from `spam` on it is spam, between them a person decides."""

    publish: float
    spam: float
    is_settled: bool = False  # drawn by enough decisions of the site's own


@dataclass(frozen=True)
class Kept:
    """How the promises were kept on decided comments."""

    good: int
    good_lost: int
    spam: int
    spam_shown: int


# With few decisions of its own the site speaks only where there is next to no doubt.
FIRST = Borders(publish=-3.0, spam=4.0)
LEANING = 2.0  # from here on it rather looks like spam
ENOUGH_GOOD, ENOUGH_SPAM = 150, 50


def scores_unseen(memory: Memory, taught: Taught) -> list[float]:
    """Each scored by a memory without it and without all that are the same word for word."""
    copies = Counter(taught)
    return [_score_without(memory, lesson, label, copies[lesson, label]) for lesson, label in taught]


def borders(scores: Iterable[float], labels: Iterable[int], *, good_lost: float, spam_shown: float) -> Borders:
    """The promises as shares: of good comments that may be taken for spam, of spam that may appear."""
    judged = list(zip(scores, labels, strict=True))
    good = sorted((score for score, label in judged if not label), reverse=True)
    spam = sorted(score for score, label in judged if label)
    most_lost, most_shown = _allowed(good_lost, len(good)), _allowed(spam_shown, len(spam))
    spam_from = good[most_lost] if most_lost is not None else max([FIRST.spam, *good[:1]])
    below = spam[most_shown] if most_shown is not None else min([FIRST.publish, *spam[:1]])
    is_settled = len(good) >= ENOUGH_GOOD and len(spam) >= ENOUGH_SPAM
    if not is_settled:
        return Borders(min(below, FIRST.publish), max(spam_from, FIRST.spam))
    return Borders(min(below, spam_from), spam_from, is_settled=True)


def _allowed(share: float, known: int) -> int | None:
    """
    How many of the known may lie beyond the border so that the next one does so with this chance, to the nearest
    comment: it is one more among them. None where they are too few to promise it.
    """
    allowed = round(share * (known + 1)) - 1
    return allowed if allowed >= 0 else None


def kept(scores: Iterable[float], labels: Iterable[int], drawn: Borders) -> Kept:
    judged = list(zip(scores, labels, strict=True))
    return Kept(
        good=sum(not label for _score, label in judged),
        good_lost=sum(score > drawn.spam for score, label in judged if not label),
        spam=sum(label for _score, label in judged),
        spam_shown=sum(score < drawn.publish for score, label in judged if label),
    )


def _score_without(memory: Memory, lesson: Lesson, label: int, copies: int) -> float:
    for _ in range(copies):
        memory.unlearn(lesson, label)
    score = memory.score(lesson)
    for _ in range(copies):
        memory.learn(lesson, label)
    return score
