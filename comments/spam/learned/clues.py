"""Why: the features of one comment that weighed most."""

import math
from dataclasses import dataclass

from .features import Features
from .memory import KINDS, Memory, place

MUTE = {"letters"}  # pieces of words tell a reader nothing


@dataclass(frozen=True)
class Clue:
    kind: str
    name: str
    weight: float
    good: int  # in how many decided comments, what ships with the site included
    spam: int


def clues(memory: Memory, found: Features) -> list[Clue]:
    """What spoke for spam most comes first, what spoke against it most comes last."""
    each = [clue for number, kind in enumerate(KINDS) if kind not in MUTE for clue in _of(memory, number, found[kind])]
    return sorted(each, key=lambda clue: (-clue.weight, clue.kind, clue.name))


def _of(memory: Memory, number: int, names: list[str]) -> list[Clue]:
    kind = list(KINDS)[number]
    places = [place(kind, name) for name in names]
    share = KINDS[kind] / math.sqrt(len(places) + 1)
    good, spam = memory.counts
    return [
        Clue(kind, name, share * weight, good[at], spam[at])
        for name, at, weight in zip(names, places, memory.weights(number, places), strict=True)
    ]
