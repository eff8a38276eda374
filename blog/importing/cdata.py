"""Where a stretch of CDATA really ends: some exports have the end's own mark inside of it, too."""

import re
from collections import Counter
from functools import lru_cache

END = "]]>"
SPLIT = "]]]]><![CDATA[>"
ELEMENT = re.compile(r"<([\w:.-]{1,100})(?:\s[^<>]*)?>\s*")
# How far on the end of the element is looked for, before an end is believed.
FARTHEST = 4_000_000
ENOUGH = 300
# A file that makes us look so far again and again means no good.
MOST_FAR_LOOKS = 20


class Cdata:
    def __init__(self, before: str, far_looks: Counter):
        element = ELEMENT.fullmatch(before, max(0, before.rfind("<")))
        self.closing = f"</{element[1]}" if element else ""
        self.is_end = _end_of(self.closing)
        self.far_looks = far_looks

    def read(self, text: str, position: int, repairs: Counter, is_last: bool) -> tuple[str, int, bool]:
        """What is certain, up to where it goes, and whether the stretch has ended there."""
        out: list[str] = []
        while True:
            end = text.find(END, position)
            if end < 0:
                cut = max(position, len(text) - len(END) + 1)
                return "".join([*out, text[position:cut]]), cut, False
            after = end + len(END)
            ends = self._ends(text, after, is_last)
            if ends is None:
                return "".join([*out, text[position:end]]), end, False
            out += [text[position:end], END if ends else SPLIT]
            position = after
            if ends:
                return "".join(out), position, True
            repairs["marks of an end inside of CDATA"] += 1

    def _ends(self, text: str, after: int, is_last: bool) -> bool | None:
        """None if only the next piece can tell."""
        if self.is_end.match(text, after):
            return True
        is_short = len(text) - after < ENOUGH and not is_last
        if is_short and not text[after:].strip():
            return None
        if not self.closing:
            return None if is_short else True
        if self.far_looks[""] > MOST_FAR_LOOKS:
            return True
        # Is the element closed after another end? Then this one is part of the text.
        close = text.find(self.closing, after)
        while close >= 0 and not self.is_end.match(text, close):
            close = text.find(self.closing, close + 1)
        if close < 0 and (is_last or len(text) - after > FARTHEST):
            self.far_looks[""] += 1
            return True
        if close < 0:
            return None
        return not text[after:close].rstrip().endswith(END)


@lru_cache(maxsize=200)
def _end_of(closing: str) -> re.Pattern:
    closed = re.escape(closing) + r"[\s>]" if closing else "</"
    return re.compile(rf"\s*(?:{closed}|<!\[CDATA\[)")
