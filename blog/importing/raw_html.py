"""HTML that stays HTML inside Markdown: without blank lines, which would end it, and without indents."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from .html_tree import VOID, Node
from .markdown_text import SPACES, tag

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
TEXT_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)
BEFORE_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")
# Inside these a line end of the classic editor is a line break.
PROSE = frozenset("blockquote dd div figcaption p".split())
# Only elements belong into these, no words.
FRAMEWORK = frozenset("colgroup dl ol table tbody tfoot thead tr ul".split())
DIVIDERS = frozenset(
    "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre table tbody td th thead tr "
    "ul".split()
)


def block(node: Node, *, breaks: bool) -> str:
    html = _element(node, breaks, is_code=False)
    lines = (line.strip() if "<pre" not in html else line for line in html.split("\n"))
    return "\n".join(line for line in lines if line.strip())


def alignment(node: Node) -> str:
    """The class for a paragraph or heading that is not set as the others are; justified text is set as usual."""
    if node.tag not in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "center"):
        return ""
    if node.tag == "center":
        return ALIGNMENTS["center"]
    named = TEXT_ALIGN.search(node.attributes.get("style", ""))
    names = [named[1].lower() if named else "", node.attributes.get("align", "").lower()]
    names += sorted(node.classes & {name for name in ALIGNMENTS if name.startswith("has-")})
    return next((ALIGNMENTS[name] for name in names if name in ALIGNMENTS and name != "left"), "")


def kept_attributes(node: Node) -> dict[str, str]:
    kept = {name: value for name, value in node.attributes.items() if name in KEPT}
    if css := alignment(node):
        kept["class"] = css
    return kept


def picture_words(node: Node) -> str:
    alt = SPACES.sub(" ", node.attributes.get("alt", "")).strip()
    name = PurePosixPath(unquote(_path_of(picture_address(node)))).name
    return _("Picture: %(words)s") % {"words": alt or name} if alt or name else str(_("Picture"))


def picture_address(node: Node) -> str:
    """Pictures that load late have their address elsewhere."""
    address = node.attributes.get("data-src") or node.attributes.get("src", "")
    return f"https:{address}" if address.startswith("//") else address


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _element(node: Node, breaks: bool, is_code: bool) -> str:
    if node.tag == "img":
        return _picture(node)
    if node.tag == "more":
        return "<!--more-->"
    if node.tag in ("iframe", "audio", "video"):
        address = picture_address(node)
        return f'<a href="{escape(address)}">{escape(address)}</a>' if address else ""
    name = RENAMED.get(node.tag, node.tag)
    opening = tag(name, kept_attributes(node))
    if node.tag in VOID:
        return opening
    is_code = is_code or node.tag == "pre"
    inner = "".join(
        _text(child, node, breaks, is_code) if isinstance(child, str) else _element(child, breaks, is_code)
        for child in node.children
    )
    return f"{opening}{inner}</{name}>" + ("\n" if name in DIVIDERS and not is_code else "")


def _text(text: str, parent: Node, breaks: bool, is_code: bool) -> str:
    if is_code:
        return BEFORE_BLANK_LINE.sub("&#10;", escape(text, quote=False))
    if parent.tag in FRAMEWORK:
        return escape(text.strip(), quote=False)
    if breaks and parent.tag in PROSE:
        return "<br>\n".join(SPACES.sub(" ", escape(line, quote=False)) for line in text.strip("\n").split("\n"))
    return SPACES.sub(" ", escape(text, quote=False))


def _picture(node: Node) -> str:
    words, address = escape(picture_words(node)), picture_address(node)
    return f'<a href="{escape(address)}">{words}</a>' if address else words
