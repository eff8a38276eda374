"""Code, formulas and whatever else stands exactly as it was typed."""

import re

from .code_samples import FORMULA, MARKDOWN
from .html_tree import Node
from .line_writer import lines_of
from .markdown_text import fenced
from .paragraphs import significant

LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*)([\w.+#-]{1,40})", re.ASCII)


def written_code(node: Node) -> str:
    text = lines_of(node).strip("\n")
    if MARKDOWN in node.classes:
        return text.strip()
    if FORMULA in node.classes:
        return f"$$\n{text.strip()}\n$$"
    return fenced(text, language_of(node))


def language_of(node: Node) -> str:
    found = (LANGUAGE.search(each.attributes.get("class", "")) for each in (node, *node.nodes("code")))
    return next((each[1] for each in found if each), "")


def code_lines(nodes: list) -> str:
    """A paragraph that is nothing but code, in lines, is a block of code."""
    inner = significant(nodes)
    if len(inner) != 1 or not isinstance(inner[0], Node) or inner[0].tag not in ("code", "tt"):
        return ""
    text = lines_of(inner[0]).strip("\n")
    return fenced(text, language_of(inner[0])) if "\n" in text and FORMULA not in inner[0].classes else ""
