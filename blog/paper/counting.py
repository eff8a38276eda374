"""How many pages a sheet will take: about, while one chooses; as it is, once the PDF has been made."""

import re
from dataclasses import dataclass
from math import ceil

from ..models import PaperFile
from . import pdf
from .sheet import Sheet
from .tags import TAG
from .text_table import columns_of
from .volume import Volume

# In points: what is left of the paper for text, as css/choices.css has it.
COLUMN = {"a4": (425, 700), "letter": (430, 658), "a5": (323, 493)}
TWO_COLUMNS = {"a4": (231, 700), "letter": (239, 658), "a5": (151, 493)}
LEADING = {"close": 1.3, "usual": 1.5, "wide": 1.8}
# The width of a letter on average, in ems.
LETTER = {"serif": 0.455, "sans": 0.46, "legible": 0.53}
PICTURE = {
    "full": 0.42,
    "large": 0.3,
    "medium": 0.2,
    "small": 0.12,
    "none": 0,
}  # of a page's height, with what is around
HEAD_LINES, FOOT_LINES = 11, 6
BLOCK = re.compile(r"<(p|li|h[2-6]|pre|tr|figure|dt|dd|blockquote)\b")


@dataclass(frozen=True)
class Count:
    pages: int
    is_about: bool

    @property
    def sheets(self) -> int:
        """Printed on both sides."""
        return ceil(self.pages / 2)


def count_of(volume: Volume) -> Count:
    made = PaperFile.objects.made().by_recipe("pdf", volume).filter(pages__gt=0)
    if made.exists() and (same := made.filter(key=pdf.edition(volume)).first()):
        return Count(same.pages, is_about=False)
    return Count(max(1, ceil(sum(map(_share_of_page, volume.sheets)))), is_about=True)


def _share_of_page(sheet: Sheet) -> float:
    """In pages, from the number of letters, breaks and pictures."""
    choice, size = sheet.choice, float(sheet.choice.size)
    columns = 2 if choice.columns == "2" else 1
    width, height = (TWO_COLUMNS if columns == 2 else COLUMN)[choice.paper]
    line = size * LEADING[choice.lines]
    per_line = width / (size * LETTER[choice.font])
    lines = HEAD_LINES + FOOT_LINES
    for html, smaller in ((sheet.text, 1), (sheet.talk, 0.9)):
        lines += smaller * (_letters_in(TAG.sub("", html)) / per_line * 1.04 + len(BLOCK.findall(html)))
    lines += 1.1 * sum(ceil(len(address) / per_line) for address in sheet.addresses)
    pictures = (sheet.text.count("<img ") + bool(sheet.cover)) * PICTURE[choice.pictures] / columns
    return lines * line / (height * columns) + pictures


def _letters_in(text: str) -> float:
    """A letter of East Asia is as wide as two of ours and a bit."""
    return len(text) + 1.2 * (columns_of(text) - len(text))
