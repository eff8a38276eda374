"""The lines of a plain text, with what stands before them: marks of lists, signs of quotations."""

import textwrap
from dataclasses import dataclass

from .text_table import columns_of

WIDTH, NARROWEST = 72, 28


@dataclass
class Margin:
    """Before the lines of one item or quotation: `first` once, `rest` from then on."""

    first: str
    rest: str
    has_begun: bool = False

    def take(self) -> str:
        text = self.rest if self.has_begun else self.first
        self.has_begun = True
        return text


class Lines:
    def __init__(self):
        self.lines: list[str] = []
        self.margins: list[Margin] = []
        self.wants_gap = False

    def __str__(self) -> str:
        return "\n".join(self.lines).strip("\n")

    @property
    def width(self) -> int:
        return max(NARROWEST, WIDTH - sum(len(margin.rest) for margin in self.margins))

    def indent(self, first: str, rest: str = "") -> None:
        self.margins.append(Margin(first, rest or " " * len(first)))

    def outdent(self) -> None:
        self.margins = self.margins[:-1]

    def set_words(self, words: str, underline: str = "") -> None:
        """As a paragraph, broken where `words` have a line feed and where the line is full; none of it if empty."""
        given = [" ".join(line.split()) for line in words.split("\n")]
        if not any(given):
            return
        lines = [part for line in given for part in self._wrapped(line)]
        if underline:
            lines.append(underline * min(self.width, max(map(columns_of, lines))))
        self.write(lines)
        self.wants_gap = bool(underline)

    def write(self, lines: list[str]) -> None:
        if self.wants_gap and self.lines:
            self.lines.append("".join(margin.rest for margin in self.margins if margin.has_begun).rstrip())
        self.wants_gap = False
        for line in lines:
            self.lines.append(("".join(margin.take() for margin in self.margins) + line).rstrip())

    def _wrapped(self, line: str) -> list[str]:
        return textwrap.wrap(line, self.width, break_long_words=False, break_on_hyphens=False) or [""]
