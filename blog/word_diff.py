"""What changed between two texts, word by word, in time that stays small for long texts."""

import re
from collections import Counter
from difflib import SequenceMatcher

MOST_LINES = 4_000
MOST_WORDS = 3_000
# Pairs of equal words to choose among. Honest texts of the greatest length have fewer; then lines are shown whole.
MOST_PAIRS = 250_000
WORDS = re.compile(r"\s+|[^\s]+")

Part = tuple[str, str]  # "same", "gone" or "new", and the text


def compare(before: str, after: str) -> list[Part]:
    """Lines first, then words inside the lines that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) + len(new) > MOST_LINES:
        return _join(_replaced(before, after))
    parts: list[Part] = []
    pairs = 0
    for kind, a, b in _steps(old, new):
        if kind == "equal":
            parts.append(("same", a))
            continue
        old_words, new_words = WORDS.findall(a), WORDS.findall(b)
        is_short = len(old_words) + len(new_words) <= MOST_WORDS
        pairs += _pairs(old_words, new_words) if is_short else 0
        parts += _compare_words(old_words, new_words) if is_short and pairs <= MOST_PAIRS else _replaced(a, b)
    return _join(parts)


def _compare_words(old: list[str], new: list[str]) -> list[Part]:
    parts: list[Part] = []
    for kind, a, b in _steps(old, new, aside=str.isspace):
        parts += [("same", a)] if kind == "equal" else _replaced(a, b)
    return parts


def _pairs(old: list[str], new: list[str]) -> int:
    counts = Counter(new)
    return sum(counts[word] for word in old if not word.isspace())


def _steps(old: list[str], new: list[str], aside=None):
    """What is `aside` belongs to its neighbours and is no place to begin."""
    for kind, a, b, c, d in SequenceMatcher(aside, old, new).get_opcodes():
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
