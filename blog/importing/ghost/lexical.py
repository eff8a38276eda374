"""Lexical, the editor of Ghost 5 and later: a tree of nodes as JSON becomes HTML, its Markdown cards stay Markdown."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from . import cards
from .pieces import Piece
from .rows import Row

# Bits of a text's `format`, the innermost first.
FORMATS = {16: "code", 1: "strong", 2: "em", 4: "s", 8: "u", 32: "sub", 64: "sup", 128: "mark"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
# As deep as a page may be nested; below, no node is looked at.
DEEPEST = 60
BREAKS = {"linebreak": "<br>", "tab": " "}
QUOTES = {"quote", "extended-quote", "aside"}
LINKS = {"link", "autolink", "at-link"}
CODE_LINES = {"linebreak": "\n", "tab": "\t"}


def pieces(document: object, seen: Counter) -> Iterator[Piece]:
    for node in Row(document).row("root").rows("children"):
        if node.word("type") == "markdown" and not _is_hidden(node, seen):
            yield Piece(node.text("markdown"), is_markdown=True)
        else:
            yield Piece(_block(node, seen, 0))


def _block(node: Row, seen: Counter, depth: int) -> str:
    kind = node.word("type").removeprefix("extended-")
    if depth > DEEPEST:
        return ""
    if kind == "paragraph":
        words = _children(node, seen, depth)
        return f"<p>{words}</p>" if words else ""
    if kind == "heading":
        tag = node.word("tag") if node.word("tag") in HEADINGS else "h2"
        return f"<{tag}>{_children(node, seen, depth)}</{tag}>"
    if kind in QUOTES:
        return f"<blockquote>{_children(node, seen, depth)}</blockquote>"
    if kind == "list":
        return _list(node, seen, depth)
    if kind == "code":
        return cards.html("codeblock", Row({"code": _code(node), "language": node.text("language")}), seen)
    if kind in INLINE or not kind:
        return _inline(node, seen, depth)
    return "" if _is_hidden(node, seen) else cards.html(kind, node, seen)


def _is_hidden(node: Row, seen: Counter) -> bool:
    if hidden := cards.is_hidden(node):
        seen["card for some readers only, or for mail only"] += 1
    return hidden


def _list(node: Row, seen: Counter, depth: int) -> str:
    """A list in a list is an item that holds nothing else: it belongs to the item before."""
    tag = "ol" if node.word("listType") == "number" else "ul"
    start = f' start="{node.number("start")}"' if tag == "ol" and node.number("start") > 1 else ""
    items: list[str] = []
    for item in node.rows("children"):
        inner = _children(item, seen, depth)
        if items and item.list("children") and all(each.word("type") == "list" for each in item.rows("children")):
            items[-1] += inner
        else:
            items.append(inner)
    return f"<{tag}{start}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def _children(node: Row, seen: Counter, depth: int) -> str:
    return "".join(_block(child, seen, depth + 1) for child in node.rows("children"))


def _inline(node: Row, seen: Counter, depth: int) -> str:
    kind = node.word("type").removeprefix("extended-")
    if kind in BREAKS:
        return BREAKS[kind]
    if kind in LINKS:
        return cards.link(node.word("url"), _children(node, seen, depth))
    html = escape(node.text("text"), quote=False) + _children(node, seen, depth)
    if html:
        for bit, tag in FORMATS.items():
            html = f"<{tag}>{html}</{tag}>" if node.number("format") & bit else html
    return html


def _code(node: Row) -> str:
    return "".join(CODE_LINES.get(child.word("type"), child.text("text")) for child in node.rows("children"))


INLINE = {"text", "code-highlight", "hashtag", "mention", "tk", "zwnj", "listitem", "at-link-search", *BREAKS, *LINKS}
