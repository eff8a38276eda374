"""One set of labelled comments, parts of which are learned, left out and judged, for `bench/spam.py`."""

import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time

from learned import calibrating, prior
from learned.features import features
from learned.memory import PLACES, Lesson, Memory
from learned.model import Model
from learned.writing import Writing

from bench.labelled import Row

FOLDS = 5
LOOKED_BACK_ON = 2000  # how many decided comments calibration looks at, as on the site
AT_MOST, INNER = 20, 5  # how many groups are judged one by one, and left out one by one for the borders


@dataclass(frozen=True)
class Judged:
    row: Row
    score: float
    borders: calibrating.Borders
    is_new: bool = True

    @property
    def is_spam(self) -> bool:
        return self.score > self.borders.spam

    @property
    def is_published(self) -> bool:
        return self.score < self.borders.publish


class Trial:
    """All rows with their lessons, and one memory that parts are taken out of and put back into, without a trace."""

    def __init__(self, rows: list[Row], promises: dict, with_prior: bool) -> None:
        self.rows, self.promises = rows, promises
        numbers = list(range(PLACES))  # each number once, however many lessons have it
        started = process_time()
        self.lessons = [_shared(Lesson.of(features(_writing(row))), numbers) for row in rows]
        self.ms_read = 1000 * (process_time() - started) / len(rows)
        self.basis = prior.lessons() if with_prior else []
        self.model = Model(Memory())
        for lesson, label in self.basis:
            self.memory.learn(lesson, label)
        self.borders = calibrating.FIRST

    @property
    def memory(self) -> Memory:
        return self.model.memory

    def learn(self, part: Iterable[int]) -> None:
        for at in part:
            self.memory.learn(*self._taught(at))

    @contextmanager
    def without(self, part: list[int]) -> Iterator[None]:
        for at in part:
            self.memory.unlearn(*self._taught(at))
        yield
        self.learn(part)

    def scores(self, part: list[int]) -> list[float]:
        return [self.model.score(self.lessons[at]) for at in part]

    def draw(self, known: list[int], groups: list[list[int]] | None = None) -> None:
        """By what is known, as the site does; with groups, by leaving one of them out in turn."""
        places = {at: place for place, at in enumerate(known)}
        parts = groups and [[places[at] for at in group if at in places] for group in groups]
        taught = [self._taught(at) for at in known]
        drawn = calibrating.draw(self.memory, taught, self.basis, parts=parts, **self.promises)
        self.model, self.borders = Model(self.memory, drawn.second), drawn.borders

    def judge(self, part: list[int]) -> Iterator[Judged]:
        for at, score in zip(part, self.scores(part), strict=True):
            yield Judged(self.rows[at], score, self.borders)

    def _taught(self, at: int) -> tuple[Lesson, int]:
        return self.lessons[at], self.rows[at].label


def folds(trial: Trial) -> Iterator[Judged]:
    everything = range(len(trial.rows))
    trial.learn(everything)
    for number in range(FOLDS):
        part = [at for at in everything if zlib.crc32(trial.rows[at].wording.encode()) % FOLDS == number]
        with trial.without(part):
            trial.draw(_thinned(_others(trial, part)))
            yield from trial.judge(part)


def groups(trial: Trial) -> Iterator[Judged]:
    trial.learn(range(len(trial.rows)))
    parts = _by_group(trial.rows, range(len(trial.rows)))
    if len(parts) < 2:
        sys.exit("There is one group only; give several files, or a column “group”.")
    for part in _bundled(parts, AT_MOST):
        left_out = _and_copies(trial.rows, part, range(len(trial.rows)))
        with trial.without(left_out):
            rest = _thinned(_others(trial, left_out))
            inner = _bundled(_by_group(trial.rows, rest), INNER)
            trial.draw(rest, inner if len(inner) > 1 else None)
            yield from trial.judge(part)


def forward(trial: Trial, counted_from: int) -> Iterator[Judged]:
    order = sorted(range(len(trial.rows)), key=lambda at: trial.rows[at].date)
    seen: set[str] = set()
    due = 0
    for number, at in enumerate(order):
        if number >= due:
            trial.draw(order[:number][-LOOKED_BACK_ON:])
            due = number + calibrating.decisions_to_next(number)
        row = trial.rows[at]
        if number >= counted_from:
            yield Judged(row, trial.model.score(trial.lessons[at]), trial.borders, row.wording not in seen)
        trial.learn([at])
        seen.add(row.wording)


def _writing(row: Row) -> Writing:
    return Writing(row.text, author=row.author, email=row.email, url=row.url, about=row.about, post=row.group)


def _shared(lesson: Lesson, numbers: list[int]) -> Lesson:
    return Lesson(tuple(tuple(map(numbers.__getitem__, places)) for places in lesson.places))


def _others(trial: Trial, part: list[int]) -> list[int]:
    return sorted(set(range(len(trial.rows))) - set(part))


def _thinned(part: list[int]) -> list[int]:
    """As many as the site looks back on, from the whole of it."""
    return (
        [part[len(part) * at // LOOKED_BACK_ON] for at in range(LOOKED_BACK_ON)] if len(part) > LOOKED_BACK_ON else part
    )


def _by_group(rows: list[Row], part: Iterable[int]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for at in part:
        found.setdefault(rows[at].group, []).append(at)
    return list(found.values())


def _bundled(groups: list[list[int]], most: int) -> list[list[int]]:
    """Many small groups are left out several at once."""
    bundles: list[list[int]] = [[] for _ in range(min(most, len(groups)))]
    for group in sorted(groups, key=len, reverse=True):
        min(bundles, key=len).extend(group)
    return bundles


def _and_copies(rows: list[Row], part: list[int], among: Iterable[int]) -> list[int]:
    wordings, inside = {rows[at].wording for at in part}, set(part)
    return part + [at for at in among if at not in inside and rows[at].wording in wordings]
