"""HTML around Markdown: what must be said of a group of blocks, each of which Markdown can say."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .html_tree import Node
from .markdown_text import tag
from .paragraphs import has_picture, significant
from .preformatted import language_of
from .raw_html import alignment

WHOLE = frozenset({"dl", "address"})
WITHOUT_MEANING = frozenset({"center", "div", "p"})
OF_LANGUAGE = {"dir", "lang"}
FORMATTING = ("a", "b", "em", "i", "strong")
BACKGROUND = re.compile(r"""background(?:-image)?\s*:\s*url\(\s*["']?([^"')]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Wrapper:
    opening: str
    children: list
    closing: str


def wrapper_of(node: Node, inline: Callable[[list], str]) -> Wrapper | None:
    if node.tag == "details":
        return _details(node, inline)
    if node.tag == "figure" and "wp-block-pullquote" in node.classes:
        return Wrapper('<blockquote class="pullquote">', _inside_quote(node), "</blockquote>")
    if node.tag == "blockquote" and "wp-block-pullquote" in node.classes:
        return Wrapper('<blockquote class="pullquote">', node.children, "</blockquote>")
    attributes = _said_of(node)
    if not attributes or node.tag in WHOLE or (node.tag == "p" and not has_picture(node.children)):
        return None
    if node.tag == "table":
        return None
    if not _is_only_pictures(node):
        inner = [Node(node.tag, _without(node.attributes), node.children)]
        return Wrapper(tag("div", attributes), node.children if node.tag in WITHOUT_MEANING else inner, "</div>")
    return None


def needs_html(node: Node) -> bool:
    if node.tag in ("ul", "ol"):
        return "type" in node.attributes or "reversed" in node.attributes
    if node.tag == "p":
        return bool(_said_of(node)) and not has_picture(node.children) and bool(significant(node.children))
    if node.tag == "pre":
        is_marked = any(True for _ in node.nodes(*FORMATTING)) and not language_of(node)
        return is_marked and "wp-block-verse" not in node.classes
    if node.tag == "figure":
        return any(True for _ in node.nodes("table")) and any(True for _ in node.nodes("figcaption"))
    return node.tag in WHOLE


def swapped(node: Node) -> Node:
    """A link around one block becomes a link inside of it, which Markdown can say."""
    while node.tag == "a":
        inner = significant(node.children)
        if len(inner) != 1 or not isinstance(inner[0], Node) or not inner[0].is_block or inner[0].tag in ("ul", "ol"):
            break
        block = inner[0]
        node = Node(block.tag, block.attributes, [Node("a", node.attributes, block.children)])
        if not node.children[0].holds_block():
            break
    return node


def background_of(node: Node) -> str:
    """A picture behind the words, as a cover has it."""
    found = BACKGROUND.search(node.attributes.get("style", "")) if node.tag in ("div", "section") else None
    return found[1].strip() if found else ""


def _details(node: Node, inline: Callable[[list], str]) -> Wrapper:
    summary = next((child for child in node.children if isinstance(child, Node) and child.tag == "summary"), None)
    words = f"\n<summary>{inline(summary.children)}</summary>" if summary else ""
    is_open = ' open=""' if "open" in node.attributes else ""
    return Wrapper(f"<details{is_open}>{words}", [each for each in node.children if each is not summary], "</details>")


def _inside_quote(figure: Node) -> list:
    return next((quote.children for quote in figure.nodes("blockquote")), figure.children)


def _said_of(node: Node) -> dict[str, str]:
    said = {name: value for name, value in node.attributes.items() if name in OF_LANGUAGE and value}
    css = alignment(node)
    return said | ({"class": css} if css else {})


def _without(attributes: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in attributes.items() if name not in {*OF_LANGUAGE, "style", "align", "class"}}
    return kept | {"class": " ".join(n for n in attributes.get("class", "").split() if not n.startswith("has-text-"))}


def _is_only_pictures(node: Node) -> bool:
    return has_picture(node.children) and not node.text.strip()
