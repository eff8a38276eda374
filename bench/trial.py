"""One set of labelled comments, parts of which are learned, left out and judged, for `bench/spam.py`."""

import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from learned import calibrating, prior
from learned.features import features
from learned.memory import Lesson, Memory
from learned.writing import Writing

from bench.labelled import Row

FOLDS = 5
LOOKED_BACK_ON = 2000  # how many decided comments calibration looks at, as on the site


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
        started = perf_counter()
        self.lessons = [Lesson.of(features(_writing(row))) for row in rows]
        self.ms_read = 1000 * (perf_counter() - started) / len(rows)
        self.memory = prior.teach(Memory()) if with_prior else Memory()

    def learn(self, part: Iterable[int]) -> None:
        for at in part:
            self.memory.learn(self.lessons[at], self.rows[at].label)

    @contextmanager
    def without(self, part: list[int]) -> Iterator[None]:
        for at in part:
            self.memory.unlearn(self.lessons[at], self.rows[at].label)
        yield
        self.learn(part)

    def scores(self, part: list[int]) -> list[float]:
        return [self.memory.score(self.lessons[at]) for at in part]

    def borders(self, part: list[int], scores: list[float]) -> calibrating.Borders:
        return calibrating.borders(scores, [self.rows[at].label for at in part], **self.promises)

    def borders_one_out(self, part: list[int]) -> calibrating.Borders:
        taught = [(self.lessons[at], self.rows[at].label) for at in part]
        return self.borders(part, calibrating.scores_unseen(self.memory, taught))

    def borders_groups_out(self, part: list[int], groups: list[list[int]]) -> calibrating.Borders:
        order, scores = [], []
        for group in groups:
            with self.without(_and_copies(self.rows, group, part)):
                order, scores = order + group, scores + self.scores(group)
        return self.borders(order, scores)

    def judge(self, part: list[int], borders: calibrating.Borders) -> Iterator[Judged]:
        for at, score in zip(part, self.scores(part), strict=True):
            yield Judged(self.rows[at], score, borders)


def folds(trial: Trial) -> Iterator[Judged]:
    everything = range(len(trial.rows))
    trial.learn(everything)
    for number in range(FOLDS):
        part = [at for at in everything if zlib.crc32(trial.rows[at].wording.encode()) % FOLDS == number]
        with trial.without(part):
            yield from trial.judge(part, trial.borders_one_out(_others(trial, part)))


def groups(trial: Trial) -> Iterator[Judged]:
    trial.learn(range(len(trial.rows)))
    parts = _by_group(trial.rows, range(len(trial.rows)))
    if len(parts) < 2:
        sys.exit("There is one group only; give several files, or a column “group”.")
    for part in parts:
        left_out = _and_copies(trial.rows, part, range(len(trial.rows)))
        with trial.without(left_out):
            rest = _others(trial, left_out)
            inner = _by_group(trial.rows, rest)
            borders = trial.borders_groups_out(rest, inner) if len(inner) > 1 else trial.borders_one_out(rest)
            yield from trial.judge(part, borders)


def forward(trial: Trial, counted_from: int) -> Iterator[Judged]:
    order = sorted(range(len(trial.rows)), key=lambda at: trial.rows[at].date)
    seen: set[str] = set()
    borders, due = calibrating.FIRST, 0
    for number, at in enumerate(order):
        if number >= due:
            borders = trial.borders_one_out(order[:number][-LOOKED_BACK_ON:])
            due = number + max(25, number // 20)
        row = trial.rows[at]
        if number >= counted_from:
            yield Judged(row, trial.memory.score(trial.lessons[at]), borders, row.wording not in seen)
        trial.learn([at])
        seen.add(row.wording)


def _writing(row: Row) -> Writing:
    return Writing(row.text, author=row.author, email=row.email, url=row.url, about=row.about)


def _others(trial: Trial, part: list[int]) -> list[int]:
    return sorted(set(range(len(trial.rows))) - set(part))


def _by_group(rows: list[Row], part: Iterable[int]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for at in part:
        found.setdefault(rows[at].group, []).append(at)
    return list(found.values())


def _and_copies(rows: list[Row], part: list[int], among: Iterable[int]) -> list[int]:
    wordings, inside = {rows[at].wording for at in part}, set(part)
    return part + [at for at in among if at not in inside and rows[at].wording in wordings]
