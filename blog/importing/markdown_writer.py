"""A tree of HTML as Markdown. What Markdown cannot say is kept whole as HTML, block by block: never half of each."""

import re
from collections.abc import Iterator

from . import raw_html
from .html_tree import Node
from .line_writer import BREAK, LineWriter
from .markdown_text import escaped, fenced, guard_line_start, link, tag
from .raw_html import alignment

PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
DEEPEST_QUOTE = 8
LIST_MARKS = [(re.compile(r"^- ", re.MULTILINE), "* "), (re.compile(r"^(\d+)\. ", re.MULTILINE), r"\1) ")]
LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*)([\w.+#-]{1,40})", re.ASCII)


class MarkdownWriter:
    def __init__(self, *, breaks: bool, allow_html: bool = True):
        self.breaks = breaks
        self.allow_html = allow_html
        self.line = LineWriter(breaks=breaks, allow_html=allow_html)
        self.depth = 0

    def write(self, root: Node) -> str:
        # Two dollars could be a formula; a single one never is.
        self.line.dollars = self.allow_html and root.text.count("$") > 1
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
        elif node.tag in HEADINGS:
            yield self.heading(node)
        elif node.tag in ("ul", "ol"):
            yield self.list(node)
        elif node.tag == "blockquote":
            yield self.quote(node)
        else:
            yield from self._other_block(node)

    def _other_block(self, node: Node) -> Iterator[str]:
        if node.tag == "pre":
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
        lines = [line.strip(" \t") for line in self.line.write(nodes).strip().split(BREAK)]
        if not self.allow_html:
            # There the renderer turns line ends into breaks itself.
            return "\n".join(guard_line_start(line) for line in lines if line)
        return "\\\n".join(guard_line_start(line) or "&nbsp;" for line in lines) if any(lines) else ""

    def heading(self, node: Node) -> str:
        words = " ".join(self.line.write(node.children).split(BREAK)).strip()
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
