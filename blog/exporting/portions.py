"""Many rows, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice


def in_portions(rows: Iterable, size: int) -> Iterator[list]:
    rows = iter(rows)
    while portion := list(islice(rows, size)):
        yield portion
