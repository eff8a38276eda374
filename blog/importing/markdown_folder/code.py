"""A text in turn as prose and as what must be left alone: code, and stretches that a program's own marks enclose."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Takes what opened the stretch; gives how it is to be written and where the text goes on, or None if it never ends.
Reader = Callable[[re.Match, "Text"], tuple[str, int] | None]

FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(?!.*`)|^[ \t>]*(~{3,})", re.MULTILINE)
TICKS = re.compile(r"(?<![`\\])`{1,9}(?!`)")
BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Stretch:
    opening: re.Pattern[str]
    read: Reader


class Text:
    """Remembers what is nowhere ahead, or thousands of marks without an end would each look for it to the end."""

    def __init__(self, words: str):
        self.words = words
        self._missing: set[str] = set()

    def ahead(self, pattern: str, start: int) -> re.Match | None:
        if pattern in self._missing:
            return None
        found = re.compile(pattern, re.MULTILINE).search(self.words, start)
        if found is None:
            self._missing.add(pattern)
        return found


def parts(words: str, stretches: tuple[Stretch, ...] = ()) -> Iterator[tuple[str, bool]]:
    """Each part of the text, and whether it must be left alone."""
    text, position, start = Text(words), 0, 0
    kinds = (*stretches, *CODE)
    nearest = [kind.opening.search(words) for kind in kinds]
    while True:
        for index, kind in enumerate(kinds):
            found = nearest[index]
            if found and found.start() < position:
                nearest[index] = kind.opening.search(words, position)
        first = min(filter(None, nearest), key=lambda found: found.start(), default=None)
        if first is None:
            break
        read = kinds[nearest.index(first)].read(first, text)
        if read is None:
            position = max(first.end(), position + 1)
            continue
        yield words[start : first.start()], False
        yield read[0], True
        start = position = read[1]
    yield words[start:], False


def _fence(opening: re.Match, text: Text) -> tuple[str, int]:
    mark = opening[1] or opening[2]
    closing = text.ahead(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", opening.end())
    end = closing.end() if closing else len(text.words)
    return text.words[opening.start() : end], end


def _span(opening: re.Match, text: Text) -> tuple[str, int] | None:
    paragraph = BLANK_LINE.search(text.words, opening.end())
    end = paragraph.start() if paragraph else len(text.words)
    ticks = re.compile(rf"(?<!`){opening[0]}(?!`)").search(text.words, opening.end(), end)
    return (text.words[opening.start() : ticks.end()], ticks.end()) if ticks else None


CODE = (Stretch(FENCE, _fence), Stretch(TICKS, _span))
