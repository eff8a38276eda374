"""Lists of words that staff keep: whole words, in any case and script."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from accounts.normalising import normalized

# Scripts that put no spaces between words: there a listed word may stand anywhere.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
MARKUP = re.compile(r"[*_~`\\]")
LETTER = re.compile(r"\w")
SIGN, NEVER = r"\S", r"(?!)"
WORD = rf"\w+|{SIGN}"  # how a listed word begins where words are spaced
# A comment is read to its end; of one sign that stands for a whole sentence, written ten thousand times, enough.
HEAD, TAIL = 48_000, 24_000


@dataclass(frozen=True)
class Place:
    """Where a listed word stands, in the plain spelling in which it was found."""

    word: str
    before: str
    after: str


class _Listed:
    """Words by how they begin, so that a text is read once however many there are."""

    def __init__(self, words: Iterable[str], beginning: str):
        self.words = frozenset(words)
        lengths = defaultdict(set)
        for word in self.words:
            if match := re.match(beginning, word):
                lengths[match[0]].add(len(word))
        self.lengths = {each: sorted(found, reverse=True) for each, found in lengths.items()}
        signs = "".join(re.escape(each) for each in lengths if len(each) == 1)
        self.beginning = re.compile(beginning.replace(SIGN, f"[{signs}]" if signs else NEVER))

    def spans_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where one of them begins and ends, in the order of the text; the longest first of those that begin there."""
        for match in self.beginning.finditer(text) if self.words else ():
            start = match.start()
            for end in [start + length for length in self.lengths.get(match[0], ())]:
                if end <= len(text) and text[start:end] in self.words:
                    yield start, end


def first_hit(listed: str, *texts: str) -> str | None:
    """The first word or phrase of the list (one a line) that stands in one of the texts."""
    place = find(listed, *texts)
    return place.word if place else None


def find(listed: str, *texts: str) -> Place | None:
    spaced, unspaced = _listed(listed)
    for shape in (shape for text in texts for shape in shapes(text)):
        whole = (span for span in spaced.spans_in(shape) if _is_whole(shape, *span))
        found = [next(whole, None), next(unspaced.spans_in(shape), None)]
        if span := min(filter(None, found), key=lambda span: (span[0], -span[1]), default=None):
            start, end = span
            return Place(shape[start:end], shape[:start], shape[end:])
    return None


@lru_cache(maxsize=16)
def shapes(text: str) -> tuple[str, ...]:
    """In plain spelling, as it is typed and without markup; kept, since several lists are held against one text."""
    bare = MARKUP.sub("", text)
    return (_plain(text),) if bare == text else (_plain(text), _plain(bare))


@lru_cache(maxsize=16)
def _listed(listed: str) -> tuple[_Listed, _Listed]:
    words = set(filter(None, map(_plain, listed.splitlines())))
    anywhere = {word for word in words if UNSPACED.search(word)}
    return _Listed(words - anywhere, WORD), _Listed(anywhere, SIGN)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start and LETTER.match(text, start - 1)) and not LETTER.match(text, end)


def _plain(text: str) -> str:
    text = normalized("NFKC", text)
    unseen = {ord(char): None for char in set(text) if unicodedata.category(char) == "Cf"}
    text = " ".join((text.translate(unseen) if unseen else text).casefold().split())
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
