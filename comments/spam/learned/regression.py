"""
The second opinion: a logistic regression over the same places. Where the memory counts each feature by itself, this
one weighs them against each other.

It cannot be taught one comment at a time and untaught again; so it is made anew, from the lessons that are kept,
whenever the borders are drawn. The same lessons in the same order give the same weights.
"""

import math
import zlib
from array import array
from collections.abc import Iterable
from random import Random

from .memory import KINDS, PLACES, Lesson, bytes_of, numbers_in

# Pairs say nothing that frames and letters do not say, and are many.
HEARD = [kind != "pair" for kind in KINDS]
ROUNDS, STEP, DECAY, SURE = 2, 0.3, 1e-4, 0.02
FINE = 4096  # weights are kept as whole parts of this

# What one comment contributes, by kind: how much each of its places counts, and which they are.
Signals = list[tuple[float, tuple[int, ...]]]


def signals_of(lesson: Lesson) -> Signals:
    """Long comments have more of everything: a kind is divided by the root of its number, as in the memory."""
    return [
        (1 / math.sqrt(len(places) + 1), places)
        for heard, places in zip(HEARD, lesson.places, strict=True)
        if heard and places
    ]


class Regression:
    def __init__(self) -> None:
        self.weights = array("i", bytes(4 * PLACES))
        self.bias = 0

    @classmethod
    def of(cls, taught: Iterable[tuple[Signals, int]]) -> "Regression":
        """AdaGrad in a few rounds, each in an order of its own."""
        weights: dict[int, float] = {}
        squares: dict[int, float] = {}
        made, bias = cls(), 0.0
        examples, dice = list(taught), Random(1)
        for _ in range(ROUNDS):
            dice.shuffle(examples)
            for signals, label in examples:
                wrong = _chance(bias + _sum(weights, signals)) - label
                if abs(wrong) > SURE:
                    bias -= 0.05 * wrong
                    _step(weights, squares, signals, wrong)
        for at, weight in weights.items():
            made.weights[at] = round(weight * FINE)
        made.bias = round(bias * FINE)
        return made

    def score(self, lesson: Lesson) -> float:
        of = self.weights.__getitem__
        said = sum(share * sum(map(of, places)) for share, places in signals_of(lesson))
        return (self.bias + said) / FINE

    def shares(self, kind: int, places) -> list[float]:
        """What each place of a kind adds to the score."""
        share = HEARD[kind] / math.sqrt(len(places) + 1) / FINE
        return [share * self.weights[at] for at in places]

    def to_bytes(self) -> bytes:
        # Two's complement in unsigned numbers, which are little-endian on every machine.
        return zlib.compress(bytes_of(array("I", [number % 2**32 for number in (self.bias, *self.weights)])), 6)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Regression":
        numbers = array("i", numbers_in(zlib.decompress(stored)).tobytes())
        made = cls()
        made.bias, made.weights = numbers[0], numbers[1:]
        return made


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _sum(weights: dict[int, float], signals: Signals) -> float:
    return sum(share * sum(weights.get(at, 0.0) for at in places) for share, places in signals)


def _step(weights: dict[int, float], squares: dict[int, float], signals: Signals, wrong: float) -> None:
    for share, places in signals:
        pull = wrong * share
        for at in places:
            weight = weights.get(at, 0.0)
            slope = pull + DECAY * weight
            squares[at] = square = squares.get(at, 1e-12) + slope * slope
            weights[at] = weight - STEP * slope / math.sqrt(square)
