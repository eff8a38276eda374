"""
How much two comments are alike whatever was swapped, added or disguised: by short runs of letters of their longer
words, in the letters that they look like. Pure arithmetic, the same in every process.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from zlib import crc32

from accounts import names

from .learned.writing import ADDRESS, Writing, domain
from .words import UNSPACED

RUN = 4  # letters
PASSAGE = 6  # words in a row that also stand in what is answered: a quotation
LEAST, MOST = 20, 400  # runs; of less, as in a greeting, many people write alike by chance
ALIKE, SHORT = 0.3, 12  # the share of runs in both; a short text has to share more
OF_ONE_LINK = 0.65  # so much of that is enough where both link to one place
ROWS, BANDS = 2, 16
SPACED_OUT = re.compile(r"\b(?:\w[ .*_-]){3,}\w\b")
QUOTED_LINE = re.compile(r"^\s*>.*$", re.MULTILINE)
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
TOKEN = re.compile(rf"{UNSPACED.pattern}|[^\W_]+")
PRIME = (1 << 61) - 1
# Any numbers would do, if they are always the same.
SHUFFLES = [(pow(3, 40 + n, PRIME), pow(5, 40 + n, PRIME)) for n in range(ROWS * BANDS)]


@dataclass(frozen=True)
class Likeness:
    """What is left of a comment to compare it by."""

    runs: frozenset[int]
    domains: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str, *, title: str = "", answered: Iterable[str] = ()) -> "Likeness":
        """Less what is not the writer's own: the title's words, and what they quote of the texts that they answer."""
        writing = Writing(QUOTED_LINE.sub(" ", text))
        words = _without_quotations(tokens(ADDRESS.sub(" ", writing.unaddressed)), [*map(passages, answered)])
        about = {*tokens(title.casefold())}
        runs = sorted({crc32(run.encode()) for run in _runs([word for word in words if word not in about])})
        domains = {crc32(domain(link).encode()) for link in writing.links}
        return cls(frozenset(runs[:MOST]), frozenset(domains))

    @property
    def is_long_enough(self) -> bool:
        return len(self.runs) >= LEAST

    @cached_property
    def marks(self) -> list[int]:
        """Two that are alike share some of these; two others seldom do."""
        lowest = [min((a * run + b) % PRIME for run in self.runs) for a, b in SHUFFLES]
        return [_mark(at, lowest[at * ROWS : (at + 1) * ROWS]) for at in range(BANDS)]

    def share(self, other: "Likeness") -> float:
        return len(self.runs & other.runs) / (len(self.runs | other.runs) or 1)

    def is_alike(self, other: "Likeness") -> bool:
        needed = max(ALIKE, SHORT / (min(len(self.runs), len(other.runs)) or 1))
        return self.share(other) >= (needed * OF_ONE_LINK if self.domains & other.domains else needed)

    def to_bytes(self) -> bytes:
        return array("I", [len(self.domains), *sorted(self.domains), *sorted(self.runs)]).tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Likeness":
        numbers = array("I", kept)
        links = numbers[0] + 1 if numbers else 0
        return cls(frozenset(numbers[links:]), frozenset(numbers[1:links]))


def tokens(text: str) -> list[str]:
    """Words at a glance; in scripts without spaces every sign is one."""
    joined = SPACED_OUT.sub(lambda found: re.sub(r"[\W_]", "", found[0]), text)
    return [shape for word in TOKEN.findall(joined) if (shape := names.skeleton(word))]


@lru_cache(maxsize=16)
def passages(text: str) -> frozenset[int]:
    """What a quotation of this text could consist of."""
    words = tokens(text.casefold())
    return frozenset(hash(tuple(words[at : at + PASSAGE])) for at in range(len(words) - PASSAGE + 1))


def _without_quotations(words: list[str], answered: list[frozenset[int]]) -> list[str]:
    quoted: set[int] = set()
    for at in range(len(words) - PASSAGE + 1):
        passage = hash(tuple(words[at : at + PASSAGE]))
        if any(passage in each for each in answered):
            quoted.update(range(at, at + PASSAGE))
    return [word for at, word in enumerate(words) if at not in quoted]


def _runs(words: list[str]) -> Iterator[str]:
    for word in words:
        yield from (word[at : at + RUN] for at in range(len(word) - RUN + 1))
    for a, b in pairwise(words):
        if IDEOGRAPH.match(a) and IDEOGRAPH.match(b):
            yield a + b
    for three in zip(words, words[1:], words[2:], strict=False):
        if all(len(sign) <= 2 and UNSPACED.match(sign) and not IDEOGRAPH.match(sign) for sign in three):
            yield "".join(three)


def _mark(band: int, lowest: list[int]) -> int:
    """As a number that every database can keep."""
    return crc32(repr((band, *lowest)).encode()) << 8 | band
