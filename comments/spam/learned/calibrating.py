"""Where the two borders lie so that the owner's promises are kept, by comments judged as if not yet learned."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import pstdev

from .memory import Lesson, Memory
from .model import Second, together
from .regression import Regression, Signals, signals_of

Taught = list[tuple[Lesson, int]]
Parts = list[list[int]]


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


@dataclass(frozen=True)
class Drawn:
    borders: Borders
    second: Second | None
    scores: list[float]  # of each decided comment, as if it were not known


# With few decisions of its own the site speaks only where there is next to no doubt.
FIRST = Borders(publish=-3.0, spam=4.0)
LEANING = 2.0  # from here on it rather looks like spam
ENOUGH_GOOD, ENOUGH_SPAM = 100, 50
FIRST_GOOD, FIRST_SPAM = 40, 20  # enough for a second opinion
PARTS, STEPS = 4, 40
OFTEN = 25  # decisions from one drawing to the next, at least


def draw(memory: Memory, taught: Taught, basis: Taught, *, parts: Parts | None = None, **promises: float) -> Drawn:
    """
    By all that was taught, of which the memory knows; `basis` is what it knew before. With `parts`, whole parts are
    left out in turn; else the memory leaves out one comment and its copies, and the regression every fourth.
    """
    labels = [label for _lesson, label in taught]
    first = _scores_by_parts(memory, taught, parts) if parts else scores_unseen(memory, taught)
    if labels.count(0) < FIRST_GOOD or labels.count(1) < FIRST_SPAM:
        return Drawn(borders(first, labels, **promises), None, first)
    regression, second = _second_opinion(taught, basis, parts or _parts(taught))
    weight = pstdev(first) / (pstdev(second) or 1.0)
    scores = [together(one, weight * other) for one, other in zip(first, second, strict=True)]
    return Drawn(borders(scores, labels, **promises), Second(regression, weight), scores)


def decisions_to_next(known: int) -> int:
    """Often while each decision tells much."""
    return max(OFTEN, known // 10)


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
    if not _are_enough([label for _score, label in judged]):
        return Borders(min(below, FIRST.publish), max(spam_from, FIRST.spam))
    return Borders(min(below, spam_from), spam_from, is_settled=True)


def kept(scores: Iterable[float], labels: Iterable[int], drawn: Borders) -> Kept:
    judged = list(zip(scores, labels, strict=True))
    return Kept(
        good=sum(not label for _score, label in judged),
        good_lost=sum(score > drawn.spam for score, label in judged if not label),
        spam=sum(label for _score, label in judged),
        spam_shown=sum(score < drawn.publish for score, label in judged if label),
    )


def interval(count: int, of: int, z: float = 1.96) -> tuple[float, float] | None:
    """Between which shares the true one lies, nineteen times of twenty (Wilson)."""
    if not of:
        return None
    share, width = count / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / width
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / width
    return max(0.0, middle - half), min(1.0, middle + half)


def spread(scores: list[float], labels: list[int], drawn: Borders) -> dict:
    """
    For a chart: how many good and spam comments there are in each step of the score, and before, between and beyond
    the borders.
    """
    if not scores:
        return {}
    low, step = min(scores), (max(scores) - min(scores)) / STEPS or 1.0
    counts, zones = [[0] * STEPS, [0] * STEPS], [[0] * 3, [0] * 3]
    for score, label in zip(scores, labels, strict=True):
        counts[label][min(int((score - low) / step), STEPS - 1)] += 1
        zones[label][(score >= drawn.publish) + (score > drawn.spam)] += 1
    return {"low": low, "step": step, "good": counts[0], "spam": counts[1], "zones": zones}


def _are_enough(labels: list[int]) -> bool:
    return labels.count(0) >= ENOUGH_GOOD and labels.count(1) >= ENOUGH_SPAM


def _allowed(share: float, known: int) -> int | None:
    """
    How many of the known may lie beyond the border so that the next one does so with no more than this chance: it is
    one more among them. Where not even one fits in, one does to the nearest; None where they are too few for that.
    """
    fitting = share * (known + 1)
    allowed = (int(fitting) or round(fitting)) - 1
    return allowed if allowed >= 0 else None


def _score_without(memory: Memory, lesson: Lesson, label: int, copies: int) -> float:
    for _ in range(copies):
        memory.unlearn(lesson, label)
    score = memory.score(lesson)
    for _ in range(copies):
        memory.learn(lesson, label)
    return score


def _scores_by_parts(memory: Memory, taught: Taught, parts: Parts) -> list[float]:
    scores = [0.0] * len(taught)
    for part in parts:
        out = _with_copies(taught, part)
        for at in out:
            memory.unlearn(*taught[at])
        for at in part:
            scores[at] = memory.score(taught[at][0])
        for at in out:
            memory.learn(*taught[at])
    return scores


def _second_opinion(taught: Taught, basis: Taught, parts: Parts) -> tuple[Regression, list[float]]:
    """The regression by all, and what regressions without a part say of that part."""
    before = list(_examples(basis))
    examples = list(_examples(taught))
    scores = [0.0] * len(taught)
    for part in parts:
        out = {*_with_copies(taught, part)}
        regression = Regression.of(before + [each for at, each in enumerate(examples) if at not in out])
        for at in part:
            scores[at] = regression.score(taught[at][0])
    return Regression.of(before + examples), scores


def _examples(taught: Taught) -> Iterator[tuple[Signals, int]]:
    return ((signals_of(lesson), label) for lesson, label in taught)


def _parts(taught: Taught) -> Parts:
    found: Parts = [[] for _ in range(PARTS)]
    for at, (lesson, _label) in enumerate(taught):
        found[sum(lesson.wording) % PARTS].append(at)
    return found


def _with_copies(taught: Taught, part: list[int]) -> list[int]:
    wordings, inside = {taught[at][0].wording for at in part}, {*part}
    return part + [at for at, (lesson, _label) in enumerate(taught) if at not in inside and lesson.wording in wordings]
