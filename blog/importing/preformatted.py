"""Code, formulas and whatever else stands exactly as it was typed."""

import re
from collections.abc import Iterator

from .code_samples import FORMULA, MARKDOWN
from .html_tree import Node
from .line_writer import lines_of
from .markdown_text import fenced

LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*)([\w.+#-]{1,40})", re.ASCII)


def written_code(node: Node) -> str:
    text = lines_of(node).strip("\n")
    if MARKDOWN in node.classes:
        return text.strip()
    if FORMULA in node.classes:
        return f"$$\n{text.strip()}\n$$"
    return fenced(text, language_of(node)) if text.strip() else ""


def language_of(node: Node) -> str:
    found = (LANGUAGE.search(each.attributes.get("class", "")) for each in (node, *node.nodes("code")))
    return next((each[1] for each in found if each), "")


def apart_from_code(nodes: list) -> Iterator[list | str]:
    """Code in several lines is a block of its own, also where it stands among words."""
    words: list = []
    for node in nodes:
        if isinstance(node, Node) and node.tag in ("code", "tt") and (code := _in_lines(node)):
            yield words
            yield code
            words = []
        else:
            words.append(node)
    yield words


def _in_lines(node: Node) -> str:
    text = lines_of(node).strip("\n")
    return fenced(text, language_of(node)) if "\n" in text and FORMULA not in node.classes else ""
