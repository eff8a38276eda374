"""Why: the features of one comment that weighed most."""

from dataclasses import dataclass

from .features import Features
from .memory import KINDS, place
from .model import Model

MUTE = {"letters"}  # pieces of words tell a reader nothing


@dataclass(frozen=True)
class Clue:
    kind: str
    name: str
    weight: float
    good: int  # in how many decided comments, what ships with the site included
    spam: int


def clues(model: Model, found: Features) -> list[Clue]:
    """What spoke for spam most comes first, what spoke against it most comes last."""
    each = [clue for number, kind in enumerate(KINDS) if kind not in MUTE for clue in _of(model, number, found[kind])]
    return sorted(each, key=lambda clue: (-clue.weight, clue.kind, clue.name))


def _of(model: Model, number: int, names: list[str]) -> list[Clue]:
    kind = list(KINDS)[number]
    places = [place(kind, name) for name in names]
    good, spam = model.memory.counts
    return [
        Clue(kind, name, share, good[at], spam[at])
        for name, at, share in zip(names, places, model.shares(number, places), strict=True)
    ]
