"""What stands inside a line of text: emphasis, links, code and words, as Markdown or, where it has no word, as tags."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re

from . import raw_html
from .html_tree import Node
from .markdown_text import SPACES, code_span, escaped, escaped_prose, link, tag
from .raw_html import kept_attributes, picture_words

# A line break inside a paragraph, until the lines are put together.
BREAK = "\n"
EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "strike": "~~", "s": "~~"}
KEPT_INLINE = frozenset("abbr bdi bdo cite dfn ins kbd mark q rp rt ruby samp small sub sup time u var".split())


class LineWriter:
    def __init__(self, *, breaks: bool, allow_html: bool):
        self.breaks = breaks
        self.allow_html = allow_html
        self.dollars = False

    def write(self, nodes: list, in_link: bool = False) -> str:
        parts = []
        for position, node in enumerate(nodes):
            if isinstance(node, str):
                parts.append(self.words(node, in_link))
            else:
                following = nodes[position + 1] if position + 1 < len(nodes) else " "
                parts.append(self.element(node, in_link, parts[-1][-1:] if parts else "", following))
        return re.sub(r" *\n *", BREAK, "".join(parts))

    def words(self, text: str, in_link: bool) -> str:
        text = BREAK.join(SPACES.sub(" ", line) for line in text.split("\n")) if self.breaks else SPACES.sub(" ", text)
        write = escaped if in_link else escaped_prose
        return write(text, dollars=self.dollars)

    def element(self, node: Node, in_link: bool, before: str, following) -> str:
        if node.tag == "br":
            return BREAK
        if node.tag == "img":
            return self.picture(node, in_link)
        if node.tag in ("code", "tt") and not any(isinstance(child, Node) for child in node.children):
            return code_span(node.text)
        if node.tag == "a":
            return self.anchor(node, in_link)
        inner = self.write(node.children, in_link)
        if node.tag in EMPHASIS:
            return self.emphasis(node, inner, before, following)
        if self.allow_html and (node.tag in KEPT_INLINE or node.tag in raw_html.RENAMED or _has_language(node)):
            name = raw_html.RENAMED.get(node.tag, node.tag)
            attributes = kept_attributes(node)
            return f"{tag(name, attributes)}{inner}</{name}>" if inner and (attributes or name != "span") else inner
        return inner

    def emphasis(self, node: Node, inner: str, before: str, following) -> str:
        """Spaces go outside of the marks; where CommonMark would not see the marks as such, tags are written."""
        words = inner.strip(" \n")
        if not words:
            return inner
        lead, trail = inner[: len(inner) - len(inner.lstrip(" \n"))], inner[len(inner.rstrip(" \n")) :]
        mark = EMPHASIS[node.tag]
        after = trail[:1] or (following[:1] if isinstance(following, str) else "x")
        opens = words[0].isalnum() or (before + lead)[-1:] in ("", " ", BREAK)
        closes = words[-1].isalnum() or after in ("", " ", BREAK)
        alone = mark[0] not in words and (before + lead)[-1:] != mark[0] and after != mark[0]
        if opens and closes and alone and words[0] not in "*_~" and words[-1] != "\\":
            return f"{lead}{mark}{words}{mark}{trail}"
        name = {"b": "strong", "i": "em", "strike": "del", "s": "s"}.get(node.tag, node.tag)
        return f"{lead}<{name}>{words}</{name}>{trail}" if self.allow_html else inner

    def anchor(self, node: Node, in_link: bool) -> str:
        inner = self.write(node.children, in_link=True).strip()
        address = node.attributes.get("href", "").strip()
        name = node.attributes.get("id") or node.attributes.get("name")
        target = tag("a", {"id": name}) + "</a>" if name and self.allow_html else ""
        if in_link or not address or not inner:
            return target + inner
        if node.text.strip() == address and re.fullmatch(r"https?://[^\s<>\\]+", address):
            return f"{target}<{address}>"
        return target + link(inner, address, node.attributes.get("title", ""))

    def picture(self, node: Node, in_link: bool) -> str:
        words, address = picture_words(node), raw_html.picture_address(node)
        return escaped(words) if in_link or not address else link(escaped(words), address)


def _has_language(node: Node) -> bool:
    return bool(node.attributes.keys() & {"lang", "dir"})
