"""A text on its way to Markdown: stretches of HTML, and stretches of Markdown that are the author's own."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ..html_tree import is_too_deep, parsed
from ..markdown_writer import MarkdownWriter
from ..picture_nodes import Pictures
from ..text_facts import TextFacts
from . import rendered

# A character that no text may hold stands for the mark of an alert, which the writer would escape.
ALERT = "\ufdd0"
ALERT_MARK = re.compile(rf"^> {ALERT}([A-Z]+)\n>(?=\n)", re.MULTILINE)
# Addresses are whole already, and Ghost says all there is to say of a picture in the text itself.
NO_FACTS = TextFacts()
UNSAID = re.compile(r"<(script|style|form|object|embed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_markdown: bool = False


def joined(pieces: Iterable[Piece], seen: Counter) -> str:
    """Markdown that is the whole text stays as it is, byte for byte."""
    pieces = [piece for piece in pieces if piece.text.strip()]
    if len(pieces) == 1 and pieces[0].is_markdown:
        return pieces[0].text
    parts = []
    for is_markdown, run in groupby(pieces, key=lambda piece: piece.is_markdown):
        texts = [piece.text for piece in run]
        parts += [text.strip("\r\n") for text in texts] if is_markdown else [_from_html("".join(texts), seen).strip()]
    return "\n\n".join(filter(None, parts)) + "\n" if any(parts) else ""


def _from_html(html: str, seen: Counter) -> str:
    for found in UNSAID.finditer(html):
        seen[f"<{found[1].lower()}> was left out"] += 1
    if is_too_deep(html):
        seen["markup nested too deeply: only its words were kept"] += 1
    root = parsed(html)
    root.children = rendered.without_cards(root.children, seen)
    return ALERT_MARK.sub(r"> [!\1]", MarkdownWriter(breaks=False, pictures=Pictures(NO_FACTS)).write(root))
