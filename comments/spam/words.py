"""Lists of words that staff keep: whole words, in any case and script."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from accounts.normalising import normalized

# Scripts that put no spaces between words: there a listed word may stand anywhere.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
MARKUP = re.compile(r"[*_~`\\]")


@dataclass(frozen=True)
class Place:
    """Where a listed word stands, in the plain spelling in which it was found."""

    word: str
    before: str
    after: str


def first_hit(listed: str, *texts: str) -> str | None:
    """The first word or phrase of the list (one a line) that stands in one of the texts."""
    place = find(listed, *texts)
    return place.word if place else None


def find(listed: str, *texts: str) -> Place | None:
    pattern = _all_of(listed)
    if pattern is None:
        return None
    for text in texts:
        for shape in (_plain(text), _plain(MARKUP.sub("", text))):
            if found := pattern.search(shape):
                return Place(found[0], shape[: found.start()], shape[found.end() :])
    return None


@lru_cache(maxsize=16)
def _all_of(listed: str) -> re.Pattern | None:
    words = sorted(set(filter(None, map(_plain, listed.splitlines()))), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_pattern, words))) if words else None


def _pattern(word: str) -> str:
    return re.escape(word) if UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"


def _plain(text: str) -> str:
    seen = "".join(char for char in normalized("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join(seen.casefold().split())
