"""The text of a Ghost post becomes Markdown: the author's own where there is some, else made of what Ghost rendered."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from . import lexical, mobiledoc
from .pieces import Piece, joined
from .rows import FORBIDDEN, Row

# Raised when the same text would give another result: unedited posts are then written anew by the next run.
CONVERTER = 1

FIELDS = ("html", "lexical", "mobiledoc", "markdown", "plaintext")
# A stretch that is for some readers only, and Markdown that has been rendered, are marked by comments.
# The start of such a stretch is known by its first words, whatever else may be said in it.
MARK = re.compile(
    r"<!--\s*kg-(?:(card-begin|card-end):\s*markdown\s*-->"
    r"|gated-block:(begin)((?:(?!-->).){0,1000})(?:-->)?|gated-block:(end)\s*-->)",
    re.DOTALL,
)
FOR_EVERYBODY = re.compile(r"\bnonMember:\s*true\b")


def content_of(row: Row, address: str) -> str:
    """All that Ghost kept of the text, with `__GHOST_URL__` filled in; it is kept as the post's original."""
    texts = {name: text for name in FIELDS if (text := row.text(name)).strip()}
    if texts.keys() & {"html", "markdown"}:
        # It would say nothing that these do not say better.
        texts.pop("plaintext", None)
    return json.dumps(texts, ensure_ascii=False).replace("__GHOST_URL__", address) if texts else ""


def to_markdown(content: str, seen: Counter) -> str:
    """`seen` counts what could not be brought over, by the words for the report."""
    texts = Row(json.loads(content) if content else {})
    if written := texts.text("markdown"):
        return written
    losses: Counter[str] = Counter()
    own = [piece for piece in _of_editor(texts, losses) if piece.text.strip()]
    if texts.word("html") and not (len(own) == 1 and own[0].is_markdown):
        pieces = list(_of_html(texts.text("html"), own, seen))
    else:
        seen.update(losses)
        pieces = own or [_of_plain(texts.text("plaintext"))]
    return FORBIDDEN.sub("", joined(pieces, seen))


def _of_editor(texts: Row, losses: Counter) -> Iterator[Piece]:
    for name, editor in (("lexical", lexical), ("mobiledoc", mobiledoc)):
        if texts.word(name):
            try:
                document = json.loads(texts.text(name))
            except (ValueError, RecursionError):
                losses["text that its editor could not have read"] += 1
                continue
            yield from editor.pieces(document, losses)
            return


def _of_html(html: str, own: list[Piece], seen: Counter) -> Iterator[Piece]:
    """Of rendered Markdown the source is taken, where it is clear which belongs to which."""
    parts, written = list(_parts(html)), [piece for piece in own if piece.is_markdown]
    is_clear = len(written) == sum(kind == "markdown" for kind, _text in parts)
    cards = iter(written)
    for kind, text in parts:
        if kind == "hidden":
            seen["card for some readers only, or for mail only"] += 1
        elif kind == "markdown" and is_clear:
            yield next(cards)
        else:
            yield Piece(text)


def _parts(html: str) -> Iterator[tuple[str, str]]:
    kind, position = "html", 0
    for mark in MARK.finditer(html):
        following = _following(kind, mark)
        if following != kind:
            yield kind, html[position : mark.start()]
            kind, position = following, mark.end()
    yield kind, html[position:]


def _following(kind: str, mark: re.Match) -> str:
    """What is hidden ends only where its gate ends, or with the text."""
    if mark[2]:
        return kind if FOR_EVERYBODY.search(mark[3]) else "hidden"
    if kind == "hidden":
        return "html" if mark[4] else kind
    return {"card-begin": "markdown", "card-end": "html"}.get(mark[1], kind)


def _of_plain(text: str) -> Piece:
    paragraphs = re.split(r"\n\s*\n", escape(text.strip(), quote=False))
    return Piece("".join(f"<p>{each.replace(chr(10), '<br>')}</p>" for each in paragraphs if each))
