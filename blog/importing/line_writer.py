"""What stands inside a line of text: emphasis, links, code and words, as Markdown or, where it has no word, as tags."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re

from . import raw_html
from .code_samples import FORMULA
from .footnotes import NOTE
from .html_tree import Node
from .markdown_text import SPACES, code_span, escaped, escaped_prose, link, picture, tag
from .note_list import NoteList
from .picture_addresses import canonical
from .picture_nodes import Pictures, address_of
from .picture_words import picture_words
from .raw_html import RawHtml, kept_attributes

# A line break inside a paragraph, until the lines are put together.
BREAK = "\n"
AROUND_BREAK = re.compile(r" *\n *")
EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "strike": "~~", "s": "~~"}
TAGS = {"b": "strong", "i": "em", "strike": "del"}
KEPT_INLINE = frozenset("abbr bdi bdo cite dfn ins kbd mark q rp rt ruby samp small sub sup time u var".split())
BARE_ADDRESS = re.compile(r"https?://[^\s<>\\]+")
SMILEYS = {"wp-smiley", "emoji"}


class LineWriter:
    """Without `pictures` they become links, and without `notes` footnotes stay where they are."""

    def __init__(self, *, breaks: bool, allow_html: bool, pictures: Pictures | None, notes: NoteList | None):
        self.breaks = breaks
        self.allow_html = allow_html
        self.pictures = pictures
        self.notes = notes
        self.dollars = False

    def write(self, nodes: list, in_link: bool = False) -> str:
        parts: list[str] = []
        for position, node in enumerate(nodes):
            if isinstance(node, str):
                parts.append(self.words(node, in_link))
            else:
                following = nodes[position + 1] if position + 1 < len(nodes) else " "
                parts.append(self.element(node, in_link, parts[-1][-1:] if parts else "", following))
        return AROUND_BREAK.sub(BREAK, "".join(parts))

    def html(self, nodes: list) -> str:
        return RawHtml(breaks=self.breaks, pictures=self.pictures).inline(nodes)

    def words(self, text: str, in_link: bool) -> str:
        text = BREAK.join(SPACES.sub(" ", line) for line in text.split("\n")) if self.breaks else SPACES.sub(" ", text)
        write = escaped if in_link else escaped_prose
        return write(text, dollars=self.dollars)

    def element(self, node: Node, in_link: bool, before: str, following) -> str:
        if node.tag in SIMPLE:
            return SIMPLE[node.tag](self, node, in_link)
        inner = self.write(node.children, in_link)
        if node.tag in EMPHASIS:
            return self.emphasis(node, inner, before, following)
        if self.notes and node.attributes.get("data-fn") in self.notes.known:
            return self.notes.reference_to(node.attributes["data-fn"])
        if self.allow_html and (node.tag in KEPT_INLINE or node.tag in raw_html.RENAMED or _has_language(node)):
            return self.kept(node, inner)
        return inner

    def kept(self, node: Node, inner: str) -> str:
        """A line break at the edge of an element stands outside of it as well."""
        name, attributes, words = raw_html.RENAMED.get(node.tag, node.tag), kept_attributes(node), inner.strip(BREAK)
        if not words.strip() or (name == "span" and not attributes):
            return inner
        before, _, after = inner.partition(words)
        return f"{before}{tag(name, attributes)}{words}</{name}>{after}"

    def emphasis(self, node: Node, inner: str, before: str, following) -> str:
        """Spaces go outside of the marks; where CommonMark would not see the marks as such, tags are written."""
        words = inner.strip(" \n")
        if not words:
            return inner
        lead, trail = inner[: len(inner) - len(inner.lstrip(" \n"))], inner[len(inner.rstrip(" \n")) :]
        mark = EMPHASIS[node.tag]
        after = trail[:1] or (following[:1] if isinstance(following, str) else "x")
        first, last = words.strip("*")[:1] or words[0], words.strip("*")[-1:] or words[-1]
        opens = first.isalnum() or (before + lead)[-1:] in ("", " ", BREAK)
        closes = last.isalnum() or after in ("", " ", BREAK)
        alone = mark[0] not in words and (before + lead)[-1:] != mark[0] and after != mark[0]
        if opens and closes and alone and words[0] not in "*_~" and words[-1] != "\\":
            return f"{lead}{mark}{words}{mark}{trail}"
        if (
            opens
            and closes
            and mark[0] == "*"
            and (before + lead)[-1:] != "*"
            and after != "*"
            and _is_marked(words, mark)
        ):
            return f"{lead}{mark}{words}{mark}{trail}"
        name = TAGS.get(node.tag, node.tag)
        return f"{lead}<{name}>{words}</{name}>{trail}" if self.allow_html else inner

    def anchor(self, node: Node, in_link: bool) -> str:
        if "wp-block-file__button" in node.classes:
            # The link to the file stands beside it.
            return ""
        address = node.attributes.get("href", "").strip()
        shown = self._only_picture(node) if self.pictures and not in_link else None
        if shown:
            image = picture(shown.alt, shown.address)
            return link(image, shown.link) if shown.link else image
        inner = self.write(node.children, in_link=True).strip()
        name = node.attributes.get("id") or node.attributes.get("name")
        target = tag("a", {"id": name}) + "</a>" if name and self.allow_html else ""
        if in_link or not address or not inner:
            return target + inner
        if node.text.strip() == address and BARE_ADDRESS.fullmatch(address):
            return f"{target}<{address}>"
        return target + link(inner, address, node.attributes.get("title", ""))

    def _only_picture(self, node: Node):
        images = list(node.nodes("img"))
        is_alone = len(images) == 1 and not node.text.strip() and not _is_smiley(images[0])
        return self.pictures.shown(images[0], node) if is_alone and self.pictures else None

    def picture(self, node: Node, in_link: bool) -> str:
        if _is_smiley(node):
            return escaped(node.attributes.get("alt", ""))
        if self.pictures:
            shown = self.pictures.shown(node)
            return picture(shown.alt, shown.address) if shown else ""
        words, address = picture_words(node), canonical(address_of(node))
        return escaped(words) if in_link or not address else link(escaped(words), address)

    def code(self, node: Node, in_link: bool) -> str:
        if FORMULA in node.classes and self.allow_html:
            return f"${SPACES.sub(' ', node.text).strip()}$"
        # Marks cannot stand in code; lines are lines.
        lines = [code_span(line) for line in lines_of(node).split("\n")]
        return BREAK.join(lines) if self.breaks or any(True for _ in node.nodes("br")) else code_span(node.text)

    def note(self, node: Node, in_link: bool) -> str:
        inner = self.write(node.children, in_link)
        return self.notes.reference(inner) if self.notes and not in_link else f" ({inner})"


SIMPLE = {
    "br": lambda writer, node, in_link: BREAK,
    "img": LineWriter.picture,
    "a": LineWriter.anchor,
    "code": LineWriter.code,
    "tt": LineWriter.code,
    NOTE: LineWriter.note,
}


def _is_marked(words: str, mark: str) -> bool:
    """All of it is set in the other way of the two: bold italics have three marks."""
    other = "**" if mark == "*" else "*"
    inner = words.removeprefix(other).removesuffix(other)
    return words == other + inner + other and "*" not in inner and inner[0] not in "_~ " and inner[-1] not in "\\ "


def lines_of(node: Node) -> str:
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else lines_of(child) for child in node.children
    )


def _is_smiley(node: Node) -> bool:
    return bool(node.classes & SMILEYS)


def _has_language(node: Node) -> bool:
    return bool(node.attributes.keys() & {"lang", "dir"})
