"""
What is remembered of the comments that were decided: for each feature in how many good and spam comments it stood.

Features are counted in numbered places (CRC-32), so that the memory never grows and is the same in every process. All
counts are whole numbers: what was taught is taken back without a trace.
"""

import math
import sys
import zlib
from array import array
from dataclasses import dataclass
from itertools import accumulate

from .features import Features

# To be raised when KINDS, ROOM or features() change: every site then learns anew from what was decided there.
EDITION = 2
# How much each kind says. Long comments have more of everything: a kind's sum is divided by the root of their number.
KINDS = {
    "pair": 0.25, "frame": 0.2, "intent": 0.45, "letters": 0.25, "shape": 1.3, "link": 0.5, "edge": 0.35,
    "author": 0.2, "answer": 0.5, "here": 0.3,
}  # fmt: skip
# Each kind has room of its own, so that what is many cannot be taken for what is telling.
ROOM = {
    "pair": 40_000, "frame": 36_000, "intent": 2_000, "letters": 120_000, "shape": 1_500, "link": 12_000,
    "edge": 12_000, "author": 8_000, "answer": 64, "here": 30_000,
}  # fmt: skip
PLACES = sum(ROOM.values())
START = dict(zip(ROOM, accumulate([0, *ROOM.values()]), strict=False))
LETTERS, HERE = list(KINDS).index("letters"), list(KINDS).index("here")
DOUBT, VOCABULARY = 0.3, 3000  # what is added to each count, and for how many features


class _Logarithms(dict):
    """Looked up ten times as often as there are different counts."""

    def __missing__(self, count: int) -> float:
        self[count] = logarithm = math.log(count + DOUBT)
        return logarithm


LOGARITHMS = _Logarithms()


def place(kind: str, name: str) -> int:
    return START[kind] + zlib.crc32(f"{kind}:{name}".encode()) % ROOM[kind]


@dataclass(frozen=True)
class Lesson:
    """The places of one comment's features, by kind: all that is needed to teach it and to take it back."""

    places: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, found: Features) -> "Lesson":
        return cls(tuple(tuple(sorted({place(kind, name) for name in found[kind]})) for kind in KINDS))

    @property
    def wording(self) -> tuple[int, ...]:
        """The same for two comments with the same words."""
        return self.places[LETTERS]

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Lesson":
        numbers = numbers_in(zlib.decompress(stored))
        sizes, rest = numbers[: len(KINDS)], numbers[len(KINDS) :]
        starts = [sum(sizes[:kind]) for kind in range(len(KINDS))]
        return cls(tuple(tuple(rest[start : start + size]) for start, size in zip(starts, sizes, strict=True)))

    def to_bytes(self) -> bytes:
        sizes = [len(places) for places in self.places]
        return zlib.compress(bytes_of(array("I", [*sizes, *(n for places in self.places for n in places)])), 6)


def bytes_of(numbers: array) -> bytes:
    """Little-endian on every machine, so that a backup can be read on any."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def numbers_in(stored: bytes) -> array:
    numbers = array("I", stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Memory:
    """Counts by label: 0 is a good comment, 1 is spam."""

    def __init__(self) -> None:
        self.counts = [array("I", bytes(4 * PLACES)) for label in (0, 1)]
        self.totals = [[0] * len(KINDS) for label in (0, 1)]
        self.comments = [0, 0]

    def learn(self, lesson: Lesson, label: int) -> None:
        self.change(lesson, label, 1)

    def unlearn(self, lesson: Lesson, label: int) -> None:
        self.change(lesson, label, -1)

    def change(self, lesson: Lesson, label: int, times: int) -> None:
        counts, totals = self.counts[label], self.totals[label]
        self.comments[label] += times
        for kind, places in enumerate(lesson.places):
            totals[kind] += times * len(places)
            for at in places:
                counts[at] += times

    def copy(self) -> "Memory":
        other = Memory.__new__(Memory)
        other.counts = [counts[:] for counts in self.counts]
        other.totals = [totals[:] for totals in self.totals]
        other.comments = self.comments[:]
        return other

    def score(self, lesson: Lesson) -> float:
        """Above 0 it looks like spam, below like a good comment; how far, calibration says."""
        return sum(
            KINDS[kind] * sum(self.weights(number, places)) / math.sqrt(len(places) + 1)
            for number, (kind, places) in enumerate(zip(KINDS, lesson.places, strict=True))
        )

    def weights(self, kind: int, places) -> list[float]:
        """What each feature says by itself: the logarithm of how much more common it is in spam."""
        good, spam = self.counts
        base = VOCABULARY * DOUBT
        shift = math.log((self.totals[0][kind] + base) / (self.totals[1][kind] + base))
        weights = [shift + LOGARITHMS[spam[at]] - LOGARITHMS[good[at]] for at in places]
        if kind == HERE:  # what was never said below this post tells nothing
            return [weight if good[at] or spam[at] else 0.0 for at, weight in zip(places, weights, strict=True)]
        return weights

    def to_bytes(self) -> bytes:
        head = array("I", [*self.comments, *self.totals[0], *self.totals[1]])
        return zlib.compress(b"".join(map(bytes_of, [head, *self.counts])), 1)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Memory":
        memory, kinds = cls(), len(KINDS)
        numbers = numbers_in(zlib.decompress(stored))
        head, memory.counts = numbers[: 2 + 2 * kinds], [numbers[-2 * PLACES : -PLACES], numbers[-PLACES:]]
        memory.comments = list(head[:2])
        memory.totals = [list(head[2 : 2 + kinds]), list(head[2 + kinds :])]
        return memory
