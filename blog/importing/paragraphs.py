"""Where a paragraph ends, and where a line of it: blank lines and line ends mean that, in WordPress."""

import re
from collections.abc import Callable, Iterator

from .html_tree import Node

BREAK = Node("br")
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
    shown = {id(node): picture for node in nodes if (picture := picture_of(node))}
    apart = {key for key, picture in shown.items() if picture.place in ("center", "wide")}
    around = [[BREAK, node, BREAK] if id(node) in apart else [node] for node in nodes]
    words: list = []
    for line in lines_in([node for group in around for node in group], breaks=breaks):
        beside = [node for node in line if id(node) in shown and shown[id(node)].place in ("left", "right")]
        floating = set(map(id, beside))
        others = [node for node in line if id(node) not in floating]
        rest = significant(others)
        if rest and all(id(node) in shown for node in rest):
            yield words
            words = []
            yield from (shown[id(node)] for node in [*beside, *rest])
            continue
        yield from (shown[id(node)] for node in beside)
        # What stood before a floating picture on its line goes on after it.
        words += [BREAK, *others] if words and rest else others
    yield words
