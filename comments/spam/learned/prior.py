"""What is known on the first day: the examples of prior.toml, each counted once."""

from .features import features
from .meanings import PRIOR
from .memory import Lesson, Memory
from .writing import Writing

LABELS = {"good": 0, "spam": 1}


def lessons() -> list[tuple[Lesson, int]]:
    return [
        (Lesson.of(features(Writing(text))), label)
        for name, label in LABELS.items()
        for text in PRIOR["examples"][name]
    ]


def teach(memory: Memory) -> Memory:
    for lesson, label in lessons():
        memory.learn(lesson, label)
    return memory
