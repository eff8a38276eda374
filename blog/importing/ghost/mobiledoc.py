"""Mobiledoc, the editor of Ghost 1 to 4: numbered lists of marks, atoms and cards (0.2 and 0.3) become HTML."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from . import cards
from .pieces import Piece
from .rows import Row

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol"}
QUOTES = {"aside", "pull-quote"}
MARKS = {"a", "b", "code", "del", "em", "i", "mark", "s", "strike", "strong", "sub", "sup", "u"}
# Marks and cards are named by number, so that a short text could ask for a long one a million times.
LONGEST = 2_000_000
PARAGRAPH, PICTURE, LIST, CARD = 1, 2, 3, 10
ATOM = 1


def pieces(document: object, seen: Counter) -> Iterator[Piece]:
    row = Row(document)
    is_old = row.word("version").startswith("0.2")
    marks, sections = (_at(row.list("sections"), 0), _at(row.list("sections"), 1)) if is_old else (None, None)
    writer = _Writer(_list(marks if is_old else row.list("markups")), row, is_old)
    for section in _list(sections if is_old else row.list("sections")):
        if writer.room < 0:
            seen["text that says the same too often: its end was left out"] += 1
            return
        kind = _at(section, 0)
        if kind == CARD:
            yield writer.card(section, seen)
        elif kind == PICTURE:
            yield Piece(cards.picture(Row({"src": _at(section, 1)})))
        else:
            yield Piece(writer.section(section))


class _Writer:
    def __init__(self, marks: list, row: Row, is_old: bool):
        self.marks, self.is_old = marks, is_old
        self.atoms, self.cards = row.list("atoms"), row.list("cards")
        self.room = LONGEST

    def card(self, section, seen: Counter) -> Piece:
        found = section[1:] if self.is_old else _at(self.cards, _at(section, 1))
        name, facts = Row({"name": _at(found, 0)}).word("name"), Row(_at(found, 1))
        if cards.is_hidden(facts):
            seen["card for some readers only, or for mail only"] += 1
            return Piece("")
        if cards.ALIASES.get(name, name) == "markdown":
            return Piece(self.spent(facts.text("markdown")), is_markdown=True)
        return Piece(self.spent(cards.html(name, facts, seen)))

    def section(self, section) -> str:
        kind, tag = _at(section, 0), Row({"tag": _at(section, 1)}).word("tag").lower()
        tag = tag if tag in BLOCKS else "blockquote" if tag in QUOTES else "p"
        if kind == LIST:
            items = "".join(f"<li>{self.line(markers)}</li>" for markers in _list(_at(section, 2)))
            return f"<{tag}>{items}</{tag}>"
        words = self.line(_at(section, 2)) if kind == PARAGRAPH else ""
        return f"<{tag}>{words}</{tag}>" if words else ""

    def line(self, markers) -> str:
        """Marks are opened by number and closed by how many; which, only a stack knows."""
        out: list[str] = []
        opened: list[str] = []
        for marker in _list(markers):
            kind, marks, closed, value = [_at(marker, place) for place in ([9, 0, 1, 2] if self.is_old else range(4))]
            for number in _list(marks):
                opened.append(self.mark(number, out))
            if self.room < 0:
                break
            words = self.atom(value) if kind == ATOM else escape(Row({"text": value}).text("text"), quote=False)
            out.append(self.spent(words))
            for _each in range(min(len(opened), closed if isinstance(closed, int) else 0)):
                out.append(f"</{name}>" if (name := opened.pop()) else "")
        return "".join([*out, *(f"</{name}>" for name in reversed(opened) if name)])

    def mark(self, number, out: list[str]) -> str:
        """Writes the opening tag; returns what closes it, nothing for a mark that has no place here."""
        mark = _at(self.marks, number)
        name = Row({"name": _at(mark, 0)}).word("name").lower()
        if name not in MARKS:
            return ""
        facts = _list(_at(mark, 1))
        address = Row(dict(zip(map(str, facts[::2]), facts[1::2], strict=False))).word("href")
        out.append(self.spent(f'<a href="{escape(address)}">' if name == "a" else f"<{name}>"))
        return name

    def atom(self, number) -> str:
        atom = _at(self.atoms, number)
        if _at(atom, 0) == "soft-return":
            return "<br>"
        return escape(Row({"text": _at(atom, 1)}).text("text"), quote=False)

    def spent(self, text: str) -> str:
        self.room -= len(text)
        return text


def _at(values, place):
    """None where there is no such place."""
    if not isinstance(values, list) or not isinstance(place, int) or not 0 <= place < len(values):
        return None
    return values[place]


def _list(value) -> list:
    return value if isinstance(value, list) else []
