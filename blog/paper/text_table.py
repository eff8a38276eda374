"""A table in letters of one width: in columns where they fit, else row by row with the names of the columns."""

import textwrap
import unicodedata

from django.utils.translation import gettext as _

GAP = "  "
MOST_CELLS = 2_000


def set_table(rows: list[list[str]], width: int) -> list[str]:
    rows, count = [row for row in rows if row], max(map(len, rows), default=0)
    if len(rows) * count > MOST_CELLS:
        return textwrap.wrap(_("A large table stands here; you find it on the site."), width)
    rows = [row + [""] * (count - len(row)) for row in rows]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(count)]
    if sum(widths) + len(GAP) * (count - 1) <= width:
        return _in_columns(rows, widths)
    return _row_by_row(rows, width)


def columns_of(text: str) -> int:
    """How wide it is: letters of East Asia take two columns, marks on letters none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _in_columns(rows: list[list[str]], widths: list[int]) -> list[str]:
    lines = [GAP.join(cell + " " * (w - columns_of(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    return [*lines[:1], GAP.join("-" * width for width in widths), *lines[1:]] if rows else []


def _row_by_row(rows: list[list[str]], width: int) -> list[str]:
    head, lines = rows[0], []
    for row in rows[1:] or rows:
        for name, cell in zip(head, row, strict=True):
            words = f"{name}: {cell}" if name and row is not head else cell
            lines += textwrap.wrap(words, width, subsequent_indent=GAP, break_long_words=False)
        lines.append("")
    return lines[:-1]
