"""A table that Markdown can say: one row of heads, as many cells in each row, words only."""

from collections.abc import Callable

from .html_tree import Node
from .raw_html import alignment

RULES = {"": "---", "align-center": ":-:", "align-right": "--:"}


def pipe_table(table: Node, written: Callable[[list], str]) -> str | None:
    """None for any other. `written` writes the inside of a cell on one line."""
    rows = [[cell for cell in row.children if isinstance(cell, Node)] for row in table.nodes("tr")]
    if len(rows) < 2 or not _is_simple(table, rows):
        return None
    lines = [[written(cell.children).strip().replace("\n", "<br>") for cell in row] for row in rows]
    rules = [RULES[alignment(cell)] for cell in rows[1]]
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rules, *lines[1:]))


def _is_simple(table: Node, rows: list[list[Node]]) -> bool:
    head, *others = rows
    cells = [cell for row in rows for cell in row]
    has_words_between = any(True for _ in table.nodes("caption", "table"))
    return (
        not has_words_between
        and {cell.tag for cell in head} == {"th"}
        and {cell.tag for row in others for cell in row} == {"td"}
        and {len(row) for row in rows} == {len(head)}
        and not any(
            cell.attributes.keys() & {"colspan", "rowspan", "dir", "lang"} or cell.holds_block() for cell in cells
        )
        and all(len({alignment(row[place]) for row in others}) == 1 for place in range(len(head)))
    )
