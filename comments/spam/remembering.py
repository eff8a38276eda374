"""What the site has learned, between the database and this process. Every process sees the newest version."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from .. import models
from .learned import prior
from .learned.memory import EDITION, Lesson, Memory
from .learned.model import Model, Second
from .learned.regression import Regression


@dataclass(frozen=True)
class Known:
    stored: int
    version: int
    model: Model  # with what ships


_known: list[Known] = []  # the newest that this process has seen; the one before is let go
_one_at_a_time = Lock()


def newest(keeper) -> Model:
    """Reads what is new since the last time; all of it only after the borders were drawn."""
    stored, version = (0, 0) if keeper.is_outdated else (keeper.stored, keeper.version)
    with _one_at_a_time:
        known = _known[0] if _known else None
        if known is None or (known.stored, known.version) != (stored, version):
            known = _caught_up(known, stored, version) or Known(stored, version, _read(stored, version))
            _known[:] = [known]
        return known.model


def own_memory(keeper) -> Memory:
    """Without what ships. Nothing, until it has learned anew, where another edition of the classifier wrote it."""
    if keeper.is_outdated:
        return Memory()
    row = models.LearnedMemory.objects.defer("regression").filter(pk=1).first()
    memory = Memory.from_bytes(bytes(row.memory)) if row and row.memory else Memory()
    return _changed(memory, models.MemoryChange.objects.order_by("version"))


def change(keeper, rows: Iterable, times: int) -> None:
    """Teach, or take back, what these rows have taught."""
    changes = []
    for row in rows:
        keeper.version = _later(keeper.version)
        changes.append(
            models.MemoryChange(version=keeper.version, label=row.label, times=times, lesson=bytes(row.lesson))
        )
    models.MemoryChange.objects.bulk_create(changes)
    keeper.since_drawn += len(changes)
    keeper.save(update_fields=["version", "since_drawn"])


def store(keeper, own: Memory, second: Second | None) -> None:
    """Write all of it anew, and let the changes go."""
    written = {
        "memory": own.to_bytes(),
        "regression": second.regression.to_bytes() if second else b"",
        "weight": second.weight if second else 0,
    }
    models.LearnedMemory.objects.update_or_create(pk=1, defaults=written)
    models.MemoryChange.objects.all().delete()
    keeper.stored = keeper.version = _later(keeper.version)
    keeper.edition = EDITION
    keeper.save(update_fields=["stored", "version", "edition"])


def with_prior(own: Memory) -> Memory:
    for lesson, label in basis():
        own.learn(lesson, label)
    return own


@cache
def basis() -> list[tuple[Lesson, int]]:
    return prior.lessons()


def _caught_up(known: Known | None, stored: int, version: int) -> Known | None:
    """None where what is known is not what came before: a backup was restored, or all was written anew."""
    if known is None or known.stored != stored:
        return None
    changes = list(models.MemoryChange.objects.filter(version__gte=known.version).order_by("version"))
    if known.version != stored and (not changes or changes.pop(0).version != known.version):
        return None
    if not changes or changes[-1].version != version:
        return None
    return Known(stored, version, replace(known.model, memory=_changed(known.model.memory.copy(), changes)))


def _read(stored: int, version: int) -> Model:
    row = models.LearnedMemory.objects.filter(pk=1).first() if stored else None
    memory = Memory.from_bytes(bytes(row.memory)) if row and row.memory else Memory()
    second = Second(Regression.from_bytes(bytes(row.regression)), row.weight) if row and row.regression else None
    changes = models.MemoryChange.objects.order_by("version") if version else []
    return Model(_changed(with_prior(memory), changes), second)


def _changed(memory: Memory, changes: Iterable) -> Memory:
    for each in changes:
        memory.change(Lesson.from_bytes(bytes(each.lesson)), each.label, each.times)
    return memory


def _later(version: int) -> int:
    return max(time.time_ns(), version + 1)
