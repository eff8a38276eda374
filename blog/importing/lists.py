"""Bulleted and numbered lists."""

from collections.abc import Callable

from .html_tree import Node


def written_list(node: Node, written: Callable[[list], list[str]]) -> str:
    items = [_as_item(child) for child in node.children if _says_something(child)]
    start = node.attributes.get("start", "")
    number = int(start) if start.isdecimal() and len(start) < 10 else 1
    contents = [written(item.children) for item in items]
    is_tight = all(len(blocks) <= 1 + _lists_in(item) for item, blocks in zip(items, contents, strict=True))
    lines = []
    for position, blocks in enumerate(contents):
        prefix = "- " if node.tag == "ul" else f"{(number + position) % 1_000_000_000}. "
        text = ("\n" if is_tight else "\n\n").join(blocks)
        lines.append((prefix + _indented(text, len(prefix))).rstrip())
    return ("\n" if is_tight else "\n\n").join(lines)


def _as_item(node: Node | str) -> Node:
    """Some put words, or a list, right into a list."""
    return node if isinstance(node, Node) and node.tag == "li" else Node("li", {}, [node])


def _says_something(node: Node | str) -> bool:
    return node.strip() != "" if isinstance(node, str) else node.tag != "br"


def _lists_in(item: Node) -> int:
    """Words and then a list need no blank line between them; any other block does."""
    blocks = [child for child in item.children if isinstance(child, Node) and child.is_block]
    return len(blocks) if all(child.tag in ("ul", "ol") for child in blocks) else 0


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line and i else line for i, line in enumerate(text.split("\n")))
