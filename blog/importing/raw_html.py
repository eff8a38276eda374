"""HTML that stays HTML inside Markdown: without blank lines, which would end it, and without indents."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html import escape

from .footnotes import NOTE
from .html_tree import VOID, Node
from .markdown_text import SPACES, tag
from .picture_nodes import Pictures, address_of
from .picture_words import picture_words

RENAMED = {"acronym": "abbr", "big": "span", "font": "span", "strike": "del", "tt": "code", "center": "div"}
KEPT = frozenset(
    "abbr alt cite colspan datetime dir headers href hreflang id lang open reversed rowspan scope span start "
    "title type value".split()
)
ALIGNMENTS = {
    "left": "align-left", "center": "align-center", "right": "align-right", "aligncenter": "align-center",
    "has-text-align-left": "align-left", "has-text-align-center": "align-center",
    "has-text-align-right": "align-right",
}  # fmt: skip
ALIGNED = frozenset("p h1 h2 h3 h4 h5 h6 div blockquote center td th".split())
TEXT_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)
BEFORE_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")
# Inside these a line end of the classic editor is a line break.
PROSE = frozenset("blockquote dd div figcaption p td th".split())
# Only elements belong into these, no words.
FRAMEWORK = frozenset("colgroup dl figure ol table tbody tfoot thead tr ul".split())
DIVIDERS = frozenset(
    "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre table tbody td tfoot th thead tr "
    "ul".split()
)


class RawHtml:
    def __init__(self, *, breaks: bool, pictures: Pictures | None):
        self.breaks = breaks
        self.pictures = pictures

    def block(self, node: Node) -> str:
        html = self._element(node, is_code=False)
        lines = (line.strip() if "<pre" not in html else line for line in html.split("\n"))
        return "\n".join(line for line in lines if line.strip())

    def inline(self, nodes: list) -> str:
        """On one line, for a caption or a summary."""
        return SPACES.sub(" ", self._inside(Node("span", {}, nodes), is_code=False)).strip()

    def _element(self, node: Node, is_code: bool) -> str:
        if node.tag in WRITTEN_APART:
            return self._apart(node)
        name = RENAMED.get(node.tag, node.tag)
        opening = tag(name, kept_attributes(node))
        if node.tag in VOID:
            return opening
        is_code = is_code or node.tag == "pre"
        start = "\n" if node.tag in FRAMEWORK else ""
        html = f"{opening}{start}{self._inside(node, is_code)}</{name}>"
        if name == "table":
            # A wide one scrolls by itself.
            return f'<div class="table">\n{html}\n</div>\n'
        return html + ("\n" if name in DIVIDERS and not is_code else "")

    def _inside(self, node: Node, is_code: bool) -> str:
        return "".join(
            self._text(node, place, is_code) if isinstance(child, str) else self._element(child, is_code)
            for place, child in enumerate(node.children)
        )

    def _apart(self, node: Node) -> str:
        if node.tag == "img":
            return self._picture(node)
        if node.tag == "more":
            return "<!--more-->"
        if node.tag == NOTE:
            # No number could lead from here to the end of the page.
            return f" ({self.inline(node.children)})"
        address = address_of(node)
        return f'<a href="{escape(address)}">{escape(address)}</a>' if address else ""

    def _text(self, parent: Node, place: int, is_code: bool) -> str:
        text = parent.children[place]
        if is_code:
            return BEFORE_BLANK_LINE.sub("&#10;", escape(text, quote=False))
        if parent.tag in FRAMEWORK:
            return escape(text.strip(), quote=False)
        if self.breaks and parent.tag in PROSE:
            text = text.lstrip() if place == 0 or _ends_line(parent.children[place - 1]) else text
            text = text.rstrip() if place == len(parent.children) - 1 else text
            return "<br>\n".join(SPACES.sub(" ", escape(line, quote=False)) for line in text.split("\n"))
        return SPACES.sub(" ", escape(text, quote=False))

    def _picture(self, node: Node) -> str:
        if self.pictures is None:
            words, address = escape(picture_words(node)), address_of(node)
            return f'<a href="{escape(address)}">{words}</a>' if address else words
        shown = self.pictures.shown(node)
        return tag("img", {"src": shown.address, "alt": shown.alt}) if shown else ""


WRITTEN_APART = frozenset({"img", "more", "iframe", "audio", "video", "object", "embed", "param", NOTE})


def _ends_line(node) -> bool:
    return isinstance(node, Node) and (node.tag == "br" or node.is_block)


def alignment(node: Node) -> str:
    """The class for a paragraph or heading that is not set as the others are; justified text is set as usual."""
    if node.tag not in ALIGNED:
        return ""
    if node.tag == "center":
        return ALIGNMENTS["center"]
    named = TEXT_ALIGN.search(node.attributes.get("style", ""))
    names = [named[1].lower() if named else "", node.attributes.get("align", "").lower()]
    names += sorted(node.classes & {name for name in ALIGNMENTS if name.startswith("has-")})
    return next((ALIGNMENTS[name] for name in names if name in ALIGNMENTS and "left" not in name), "")


def kept_attributes(node: Node) -> dict[str, str]:
    kept = {name: value for name, value in node.attributes.items() if name in KEPT}
    if css := alignment(node):
        kept["class"] = css
    return kept
