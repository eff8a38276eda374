"""What changed between two texts, word by word, in time that stays small for long texts."""

import re
from difflib import SequenceMatcher

MOST_LINES = 10_000
MOST_WORDS = 3_000
WORDS = re.compile(r"\s+|[^\s]+")

Part = tuple[str, str]  # "same", "gone" or "new", and the text


def compare(before: str, after: str) -> list[Part]:
    """Lines first, then words inside the lines that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) + len(new) > MOST_LINES:
        return _join(_replaced(before, after))
    parts: list[Part] = []
    for kind, a, b in _steps(old, new):
        parts += [("same", a)] if kind == "equal" else _compare_words(a, b)
    return _join(parts)


def _compare_words(before: str, after: str) -> list[Part]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _replaced(before, after)
    parts: list[Part] = []
    for kind, a, b in _steps(old, new):
        parts += [("same", a)] if kind == "equal" else _replaced(a, b)
    return parts


def _steps(old: list[str], new: list[str]):
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        yield kind, "".join(old[a:b]), "".join(new[c:d])


def _replaced(before: str, after: str) -> list[Part]:
    return [("gone", before), ("new", after)]


def _join(parts: list[Part]) -> list[Part]:
    """Neighbours of one kind become one; empty ones go."""
    joined: list[Part] = []
    for kind, text in parts:
        if text and joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return joined
