"""A tree of HTML as Markdown. What Markdown cannot say is kept whole as HTML, block by block: never half of each."""

import re
from collections.abc import Iterator

from . import raw_html
from .html_tree import Node
from .markdown_text import (
    SPACES, code_span, escaped, escaped_prose, fenced, guard_line_start, link, tag,
)  # fmt: skip
from .raw_html import alignment, kept_attributes, picture_words

# A line break inside a paragraph, until the lines are put together.
BREAK = "\n"
PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "strike": "~~", "s": "~~"}
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
# Said by their names alone; the words are all that a reader would miss.
UNWRAPPED = frozenset("address article aside center div fieldset footer form header main nav section figure".split())
KEPT_INLINE = frozenset("abbr bdi bdo cite dfn ins kbd mark q rp rt ruby samp small sub sup time u var".split())
DEEPEST_QUOTE = 8
LIST_MARKS = [(re.compile(r"^- ", re.MULTILINE), "* "), (re.compile(r"^(\d+)\. ", re.MULTILINE), r"\1) ")]
LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*)([\w.+#-]{1,40})", re.ASCII)


class MarkdownWriter:
    def __init__(self, *, breaks: bool, allow_html: bool = True):
        self.breaks = breaks
        self.allow_html = allow_html
        self.dollars = False
        self.depth = 0

    def write(self, root: Node) -> str:
        # Two dollars could be a formula; a single one never is.
        self.dollars = self.allow_html and root.text.count("$") > 1
        return "\n\n".join(self.blocks(root.children)).strip() + "\n" if root.children else ""

    # --- Blocks --------------------------------------------------------------------------------------------------

    def blocks(self, nodes: list) -> list[str]:
        blocks: list[str] = []
        for block in self._blocks(nodes):
            if block.strip():
                blocks.append(_told_apart(block, blocks[-1]) if blocks else block)
        return blocks

    def _blocks(self, nodes: list) -> Iterator[str]:
        run: list = []
        for node in nodes:
            if isinstance(node, str) or not (node.is_block or node.holds_block()):
                run.append(node)
                continue
            yield from self.paragraphs(run)
            run = []
            yield from self.block(node)
        yield from self.paragraphs(run)

    def block(self, node: Node) -> Iterator[str]:
        if self.allow_html and (alignment(node) or self._needs_html(node)):
            yield raw_html.block(node, breaks=self.breaks)
        elif node.tag == "p":
            yield from self.paragraphs(node.children)
        elif node.tag in HEADINGS:
            yield self.heading(node)
        elif node.tag in ("ul", "ol"):
            yield self.list(node)
        elif node.tag == "blockquote":
            yield self.quote(node)
        elif node.tag == "pre":
            yield from self.code(node)
        elif node.tag in LEAVES:
            yield LEAVES[node.tag]
        elif node.tag in ("iframe", "audio", "video"):
            yield from self.media(node)
        else:
            yield from self.blocks(node.children)

    def _needs_html(self, node: Node) -> bool:
        if node.tag in ("ul", "ol"):
            return "type" in node.attributes or "reversed" in node.attributes or self.depth >= DEEPEST_QUOTE
        if node.tag == "blockquote":
            return self.depth >= DEEPEST_QUOTE
        if node.tag == "pre":
            return "wp-block-verse" not in node.classes and any(True for _ in node.nodes("a", "b", "em", "i", "strong"))
        if node.tag == "figure":
            return any(True for _ in node.nodes("table"))
        return node.tag in ("table", "dl", "details")

    def paragraphs(self, run: list) -> Iterator[str]:
        """A blank line in the text is the end of a paragraph, as it is in WordPress."""
        for part in _split_at_blank_lines(run):
            if text := self.paragraph(part):
                yield text

    def paragraph(self, nodes: list) -> str:
        lines = [line.strip(" \t") for line in self.inline(nodes).strip().split(BREAK)]
        if not self.allow_html:
            # There the renderer turns line ends into breaks itself.
            return "\n".join(guard_line_start(line) for line in lines if line)
        return "\\\n".join(guard_line_start(line) or "&nbsp;" for line in lines) if any(lines) else ""

    def heading(self, node: Node) -> str:
        words = " ".join(self.inline(node.children).split(BREAK)).strip()
        if not words:
            return ""
        if not self.allow_html:
            return f"**{words}**" if words[0].isalnum() and words[-1].isalnum() else guard_line_start(words)
        anchor = tag("a", {"id": node.attributes["id"]}) + "</a>" if node.attributes.get("id") else ""
        # A closing row of `#` would be taken for decoration.
        return f"{HEADINGS[node.tag]} {anchor}{words.removesuffix('#') + chr(92) + '#' if words[-1] == '#' else words}"

    def list(self, node: Node) -> str:
        items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
        number = int(node.attributes["start"]) if node.attributes.get("start", "").isdecimal() else 1
        self.depth += 1
        contents = [self.blocks(item.children) for item in items]
        self.depth -= 1
        is_tight = all(len(blocks) <= 1 + _lists_in(item) for item, blocks in zip(items, contents, strict=True))
        lines = []
        for position, blocks in enumerate(contents):
            prefix = "- " if node.tag == "ul" else f"{(number + position) % 1_000_000_000}. "
            text = ("\n" if is_tight else "\n\n").join(blocks)
            lines.append(prefix + _indented(text, len(prefix)))
        return ("\n" if is_tight else "\n\n").join(lines)

    def quote(self, node: Node) -> str:
        self.depth += 1
        inner = "\n\n".join(self.blocks(node.children))
        self.depth -= 1
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""

    def code(self, node: Node) -> Iterator[str]:
        if "wp-block-verse" in node.classes:
            yield from MarkdownWriter(breaks=True, allow_html=self.allow_html).paragraphs(node.children)
            return
        for line_end in node.nodes("br"):
            line_end.children = ["\n"]
        named = [node, *node.nodes("code")]
        found = [LANGUAGE.search(each.attributes.get("class", "")) for each in named]
        yield fenced(node.text.strip("\n"), next((each[1] for each in found if each), ""))

    def media(self, node: Node) -> Iterator[str]:
        sources = [node.attributes.get("src", ""), *(each.attributes.get("src", "") for each in node.nodes("source"))]
        if address := next(filter(None, sources), ""):
            address = f"https:{address}" if address.startswith("//") else address
            yield f"<{address}>" if address.startswith("http") else link(escaped(address), address)

    # --- Inside a line -------------------------------------------------------------------------------------------

    def inline(self, nodes: list, in_link: bool = False) -> str:
        parts = []
        for position, node in enumerate(nodes):
            if isinstance(node, str):
                parts.append(self.words(node, in_link))
            else:
                following = nodes[position + 1] if position + 1 < len(nodes) else " "
                parts.append(self.element(node, in_link, "".join(parts)[-1:], following))
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
        inner = self.inline(node.children, in_link)
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
        inner = self.inline(node.children, in_link=True).strip()
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


LEAVES = {"hr": "---", "more": "<!--more-->"}


def _told_apart(block: str, previous: str) -> str:
    """Two lists in a row would be one, were their marks the same. Only the items begin at the margin."""
    for mark, other in LIST_MARKS:
        if mark.match(block) and mark.match(previous):
            return mark.sub(other, block)
    return block


def _split_at_blank_lines(run: list) -> Iterator[list]:
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


def _lists_in(item: Node) -> int:
    """Words and then a list need no blank line between them; any other block does."""
    blocks = [child for child in item.children if isinstance(child, Node) and child.is_block]
    return len(blocks) if all(child.tag in ("ul", "ol") for child in blocks) else 0


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line and i else line for i, line in enumerate(text.split("\n")))


def _has_language(node: Node) -> bool:
    return bool(node.attributes.keys() & {"lang", "dir"})
