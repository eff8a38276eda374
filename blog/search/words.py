"""
Text as the words that are searched for. Both databases are given the same folded words between spaces and have nothing
left to decide: letters without case and accents, and where a script writes no spaces, every two letters that follow
each other.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from accounts.normalising import normalized

from ..markdown.prose import UNSPACED

# Raised when the same text would come out as other words; housekeeping then writes every entry again.
EDITION = 1
LONGEST_WORD = 60
# PostgreSQL counts places in a text up to 16,383 and words up to a megabyte. What comes later is found, once each.
PLACES = 15_000
MOST_LETTERS = 300_000

# Marks that belong to a word but are no letters to `re`: without them most of Asia would fall into pieces.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0971-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc"
    "\u0ec8-\u0ece\u0f18-\u0f84\u102b-\u103e\u135d-\u135f\u17b4-\u17d3\u200c\u200d\u20d0-\u20f0\u3099\u309a"
)
# Korean has spaces, but its words carry their endings with them.
IN_PAIRS = f"{UNSPACED}\u3005-\u3007\u3100-\u312f\uac00-\ud7af"
RUN = re.compile(rf"[\w{MARKS}]+")
PART = re.compile(rf"[{IN_PAIRS}][{IN_PAIRS}\u3099\u309a]*|(?:(?![{IN_PAIRS}_])[\w{MARKS}])+")
FIRST_IN_PAIRS = re.compile(rf"[{IN_PAIRS}]")
# Accents, and the points of Hebrew and Arabic: people leave them away.
ACCENT = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]")
NOT_IN_A_WORD = re.compile(rf"[^\w{MARKS}]|_")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def runs(text: str) -> Iterator[re.Match]:
    """Every word of a text, and every stretch of a script without spaces, with its place."""
    return PART.finditer(text)


def is_in_pairs(run: str) -> bool:
    return bool(FIRST_IN_PAIRS.match(run))


def fold(word: str) -> str:
    """É is e, ß is ss, full width is half: whoever looks for a word need not know how it is written."""
    return _fold(word[:LONGEST_WORD])


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = ACCENT.sub("", normalized("NFKD", word).casefold()).translate(LETTERS)
    return NOT_IN_A_WORD.sub("", unicodedata.normalize("NFKC", bare))[:LONGEST_WORD]


def pairs(folded: str) -> list[str]:
    """Every two letters that follow each other, and the last alone, so that one letter is found as well."""
    return [folded[at : at + 2] for at in range(len(folded))]


def words_of(text: str) -> list[str]:
    found: list[str] = []
    for run in RUN.findall(text):
        found += _words_of_run(run) if len(run) <= LONGEST_WORD else _split(run)
    return found


@lru_cache(maxsize=20_000)
def _words_of_run(run: str) -> tuple[str, ...]:
    return tuple(_split(run))


def _split(run: str) -> list[str]:
    if run.isascii() and "_" not in run:
        return [fold(run)]
    found: list[str] = []
    for part in PART.findall(run):
        if is_in_pairs(part):
            found += pairs(fold_stretch(part))
        elif folded := fold(part):
            found.append(folded)
    return found


def fold_stretch(part: str) -> str:
    """A word, or a line without spaces, to whose length there is no limit: that one piece by piece."""
    if not is_in_pairs(part):
        return fold(part)
    return "".join(fold(part[at : at + LONGEST_WORD]) for at in range(0, len(part), LONGEST_WORD))


def indexed(text: str) -> str:
    """What is stored of a text: its words in their order; of a very long one, each later word once."""
    words = words_of(text)
    if len(words) > PLACES:
        seen = set(words[:PLACES])
        later = [word for word in dict.fromkeys(words[PLACES:]) if word not in seen]
        words = words[:PLACES] + later
    return " ".join(words)[:MOST_LETTERS]
