"""How much room a table needs at least: css/choices.css sets wide ones smaller before a word in them is broken."""

import re
from html import unescape
from itertools import zip_longest

from .tags import TAG, with_class

TABLE = re.compile(r"<table((?: [a-z-]+=\"[^\"]*\")*)>(.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr((?: [a-z-]+=\"[^\"]*\")*)>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])((?: [a-z-]+=\"[^\"]*\")*)>(.*?)</\1>", re.DOTALL)
LETTERS = (50, 65, 80, 100, 125, 150)
GAP = 2  # between two columns
LONG_WORD = 22  # what is longer may be broken wherever the column ends
FEW_ROWS, FEW_LETTERS = 12, 900
MANY_LETTERS = 1200  # a row of so many may be higher than a page


def with_room_needed(html: str) -> str:
    """`html` of blog.markdown with a class on each table for the letters that its columns must have room for."""
    return TABLE.sub(_with_needs, html)


def _with_needs(table: re.Match) -> str:
    rows = ROW.findall(table[2])
    letters = sum(min(longest, LONG_WORD) + GAP for longest in _longest_words(rows))
    names = f"needs-{next((each for each in LETTERS if letters <= each), 'more')}"
    if len(rows) <= FEW_ROWS and len(TAG.sub("", table[2])) <= FEW_LETTERS:
        names += " short"
    return f"<table{with_class(table[1], names)}>{ROW.sub(_breakable, table[2])}</table>"


def _longest_words(rows: list[tuple[str, str]]) -> list[int]:
    """Of each column; rows may be of any length, and are looked at one by one."""
    columns: list[int] = []
    for _attributes, cells in rows:
        words = [_longest_word(cell) for _name, _attributes, cell in CELL.findall(cells)]
        columns = [max(pair) for pair in zip_longest(columns, words, fillvalue=0)]
    return columns


def _longest_word(cell: str) -> int:
    return max(map(len, unescape(TAG.sub("", cell)).split()), default=0)


def _breakable(row: re.Match) -> str:
    attributes = with_class(row[1], "tall") if len(TAG.sub("", row[2])) > MANY_LETTERS else row[1]
    return f"<tr{attributes}>{CELL.sub(_breakable_cell, row[2])}</tr>"


def _breakable_cell(cell: re.Match) -> str:
    if _longest_word(cell[3]) <= LONG_WORD:
        return cell[0]
    return f"<{cell[1]}{with_class(cell[2], 'breakable')}>{cell[3]}</{cell[1]}>"
