"""The two opinions together: what the memory counts, and from enough decisions on what the regression weighs."""

import math
from dataclasses import dataclass, field

from .memory import KINDS, Lesson, Memory
from .regression import Regression


@dataclass(frozen=True)
class Second:
    """`weight` gives both opinions the same spread, so that neither drowns the other."""

    regression: Regression
    weight: float

    def score(self, lesson: Lesson) -> float:
        return self.weight * self.regression.score(lesson)


@dataclass(frozen=True)
class Model:
    memory: Memory = field(default_factory=Memory)
    second: Second | None = None

    def score(self, lesson: Lesson) -> float:
        """Above 0 it looks like spam, below like a good comment; how far, calibration says."""
        return together(self.memory.score(lesson), self.second.score(lesson) if self.second else None)

    def shares(self, kind: int, places) -> list[float]:
        """What each place of one kind adds to the score."""
        share = list(KINDS.values())[kind] / math.sqrt(len(places) + 1)
        first = [share * weight for weight in self.memory.weights(kind, places)]
        if self.second is None:
            return first
        second = self.second.regression.shares(kind, places)
        return [together(one, self.second.weight * other) for one, other in zip(first, second, strict=True)]


def together(first: float, second: float | None) -> float:
    return first if second is None else (first + second) / 2
