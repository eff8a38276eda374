"""What is shown of a hit: the part of its text where most of the query stands, in pieces that were found or not."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .queries import Query
from .words import fold, is_in_pairs, runs

LENGTH = 220  # about thirty words
BEFORE = 60  # letters shown ahead of the first found word
# Of a text that is read for passages; and found places that are compared.
MOST_READ = 150_000
MOST_PLACES = 400


@dataclass(frozen=True)
class Part:
    text: str
    is_found: bool = False


class Marker:
    """Finds the words of one query in texts, however they are written there."""

    def __init__(self, query: Query):
        self.query = query

    def mark(self, text: str) -> list[Part]:
        """The whole of a short text, such as a title."""
        return _parts(text, self._places(text), 0, len(text))

    def passage(self, text: str) -> list[Part]:
        text = " ".join(text[:MOST_READ].split())
        places = self._places(text)
        best = _densest(places)
        start = _word_start(text, places[best][0] - BEFORE) if places else 0
        end = _word_end(text, start + LENGTH)
        parts = _parts(text, places, start, end)
        return [*([Part("… ")] if start else []), *parts, *([Part(" …")] if end < len(text) else [])]

    @cached_property
    def _words(self) -> dict[str, int]:
        """Every form of every wanted word, with the number of its term."""
        terms = enumerate(self.query.wanted)
        return {word: n for n, term in terms for word in (*term.parts, *term.forms) if not is_in_pairs(word)}

    @cached_property
    def _stretches(self) -> dict[str, int]:
        return {part: n for n, term in enumerate(self.query.wanted) for part in term.parts if is_in_pairs(part)}

    @cached_property
    def _beginnings(self) -> dict[str, int]:
        return {term.words[-1]: n for n, term in enumerate(self.query.wanted) if term.goes_on}

    def _places(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, number of the term), in order."""
        found: list[tuple[int, int, int]] = []
        for run in runs(text):
            if len(found) >= MOST_PLACES:
                break
            if is_in_pairs(run[0]):
                found += self._in_stretch(run) if self._stretches else []
            elif (term := self._term_of(fold(run[0]))) is not None:
                found.append((run.start(), run.end(), term))
        return found

    def _term_of(self, word: str) -> int | None:
        if word in self._words:
            return self._words[word]
        return next((n for start, n in self._beginnings.items() if word.startswith(start)), None)

    def _in_stretch(self, run) -> list[tuple[int, int, int]]:
        folded = [fold(letter) for letter in run[0]]
        ends = [0]
        for letter in folded:
            ends.append(ends[-1] + len(letter))
        line, found = "".join(folded), []
        for stretch, term in self._stretches.items():
            at = line.find(stretch)
            while at >= 0 and len(found) < MOST_PLACES:
                start, end = bisect_right(ends, at) - 1, bisect_right(ends, at + len(stretch) - 1)
                found.append((run.start() + start, run.start() + end, term))
                at = line.find(stretch, at + len(stretch))
        return _apart(sorted(found))


def _apart(places):
    """Without those that lie over one before."""
    kept: list[tuple[int, int, int]] = []
    for place in places:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _densest(places) -> int:
    """The place from which a passage holds most terms, then most places; of equal ones the first."""
    best, most = 0, (0, 0)
    for at, (start, _end, _term) in enumerate(places):
        inside = [term for begin, end, term in places[at : at + 20] if end <= start + LENGTH - BEFORE]
        if (worth := (len(set(inside)), len(inside))) > most:
            best, most = at, worth
    return best


def _word_start(text: str, at: int) -> int:
    """The beginning of a word near `at`; in a line without spaces, `at` itself."""
    if at <= 0:
        return 0
    space = text.find(" ", at, at + BEFORE // 2)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - BEFORE // 2, at)
    return space if space >= 0 else at


def _parts(text: str, places, start: int, end: int) -> list[Part]:
    parts, at = [], start
    for begin, stop, _term in places:
        if begin >= at and stop <= end:
            parts += [Part(text[at:begin]), Part(text[begin:stop], True)]
            at = stop
    return [part for part in [*parts, Part(text[at:end])] if part.text]
