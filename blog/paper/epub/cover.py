"""A cover where there is no picture: title, author and paper, set as on a title page and drawn as SVG."""

import unicodedata
from dataclasses import dataclass

from ..volume import Volume

WIDTH, HEIGHT, MARGIN = 1600, 2400, 160
MEASURE = WIDTH - 2 * MARGIN
TITLE_SIZES = (168, 144, 120, 96, 80)
SHORT = 240  # the rule above the author
MOST_LINES = 9
LONGEST_WORD = 20  # in letters, on one line
LEADING = 1.16
# The width of a letter on average, in ems; where it is drawn, another font may be wider.
WIDE, NARROW, ROOM = 1.0, 0.53, 0.94


@dataclass(frozen=True)
class Line:
    text: str
    y: int
    size: int


@dataclass(frozen=True)
class Cover:
    site: Line
    rule: int
    title: list[Line]
    second_rule: int
    author: list[Line]
    start: int  # where lines begin

    @property
    def short_rule(self) -> int:
        return self.start if self.start == MARGIN else self.start - SHORT


def cover_of(volume: Volume, site: str) -> Cover:
    size, lines = _fitted(volume.title)
    top, step = 560, round(size * LEADING)
    title = [Line(text, top + number * step, size) for number, text in enumerate(lines)]
    below = title[-1].y + 110
    names = _cut(_wrapped(volume.author, 64), 3)
    author = [Line(text, below + 130 + number * 84, 64) for number, text in enumerate(names)]
    start = WIDTH - MARGIN if volume.direction == "rtl" else MARGIN
    return Cover(Line(_shortened(site, 52), 250, 52), 310, title, below, author, start)


def _fitted(title: str) -> tuple[int, list[str]]:
    """As large as it goes in six lines; the longest are cut."""
    for size in TITLE_SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= 6:
            return size, lines
    return size, _cut(lines, MOST_LINES)


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


def _wrapped(text: str, size: int) -> list[str]:
    lines = [""]
    for word in _pieces(text):
        if lines[-1] and _width(lines[-1] + word.rstrip(), size) > MEASURE:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Words with the space behind them; where none are written, letters; a word too long is broken."""
    pieces: list[str] = []
    for word in text.split() or [""]:
        step = 1 if any(map(_is_wide, word)) else LONGEST_WORD
        pieces += [word[i : i + step] for i in range(0, len(word), step)] or [""]
        pieces[-1] += " "
    return pieces


def _shortened(text: str, size: int) -> str:
    lines = _wrapped(text, size)
    return lines[0] if len(lines) == 1 else f"{lines[0]}…"


def _width(text: str, size: int) -> float:
    return sum(WIDE if _is_wide(letter) else NARROW for letter in text) * size / ROOM


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
