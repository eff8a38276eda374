"""Refuses HTML whose elements are left open so often that the sanitiser would need minutes to close them.

A browser's rules say that `<b>` left open is opened again in every following paragraph, and that closing an element
means looking through all that are open: both make a short text long work.
"""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re

from .meter import TooMuchWork

DEEPEST = 150
# Open elements, summed over all tags: 500 KB of honest HTML stay far below.
MOST_OPEN = 1_500_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# A browser closes these by itself, or they hold nothing.
CLOSED_BY_THEMSELVES = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param rp rt source tbody td tfoot th thead tr "
    "track wbr".split()
)


def refuse_deep_nesting(html: str) -> None:
    still_open: dict[str, int] = {}
    depth = total = 0
    for slash, name in TAG.findall(html):
        name = name.lower()
        total += depth
        if name in CLOSED_BY_THEMSELVES:
            continue
        if not slash:
            still_open[name] = still_open.get(name, 0) + 1
            depth += 1
        elif still_open.get(name):
            still_open[name] -= 1
            depth -= 1
        if depth > DEEPEST or total > MOST_OPEN:
            raise TooMuchWork
