"""Where a paragraph ends, and where a line of it: blank lines and line ends mean that, in WordPress."""

import re
from collections.abc import Callable, Iterator

from .html_tree import Node

PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")


def split_at_blank_lines(run: list) -> Iterator[list]:
    part: list = []
    for node in run:
        if not isinstance(node, str):
            part.append(node)
            continue
        first, *others = PARAGRAPH_END.split(node)
        part.append(first)
        for other in others:
            yield part
            part = [other]
    yield part


def lines_in(nodes: list, *, breaks: bool) -> Iterator[list]:
    """`breaks`: whether a line end in the text is one on the page."""
    line: list = []
    for node in nodes:
        if isinstance(node, Node) and node.tag == "br":
            yield line
            line = []
        elif isinstance(node, str) and breaks:
            first, *others = node.split("\n")
            line.append(first)
            for other in others:
                yield line
                line = [other]
        else:
            line.append(node)
    yield line


def significant(nodes: list) -> list:
    return [node for node in nodes if not isinstance(node, str) or node.strip()]


def has_picture(nodes: list) -> bool:
    return any(isinstance(node, Node) and (node.tag == "img" or any(True for _ in node.nodes("img"))) for node in nodes)


def apart_from_pictures(nodes: list, picture_of: Callable, *, breaks: bool) -> Iterator:
    """
    The pictures that stand alone on a line, and the words between them as lists of nodes. A picture that stands beside
    the words comes before them.
    """
    words: list = []
    for line in lines_in(nodes, breaks=breaks):
        shown = {id(node): picture for node in line if (picture := picture_of(node))}
        beside = [picture for picture in shown.values() if picture.place in ("left", "right")]
        rest = [node for node in line if id(node) not in shown or shown[id(node)].place not in ("left", "right")]
        if significant(rest) and all(id(node) in shown for node in significant(rest)):
            yield words
            words = []
            yield from [*beside, *(shown[id(node)] for node in significant(rest))]
            continue
        yield from beside
        # What stood before a floating picture on its line goes on after it.
        words += [Node("br"), *rest] if words and significant(rest) else rest
    yield words
