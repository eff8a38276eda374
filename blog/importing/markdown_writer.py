"""A tree of HTML as Markdown. What Markdown cannot say is kept as HTML, block by block: never half of each."""

import re
from collections.abc import Iterator

from . import figures
from .blocks import CLASSIC
from .code_samples import FORMULA
from .figures import FigureWriter
from .html_tree import Node
from .line_writer import BREAK, LineWriter
from .lists import written_list
from .markdown_text import escaped, guard_line_start, link, tag
from .media import TAGS as MEDIA
from .media import address_of_media
from .note_list import NoteList
from .paragraphs import apart_from_pictures, has_picture, significant, split_at_blank_lines
from .picture_nodes import Pictures
from .preformatted import apart_from_code, written_code
from .raw_html import RawHtml
from .tables import pipe_table
from .wrapping import background_of, needs_html, swapped, wrapper_of

HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
LEAVES = {"hr": "---", "more": "<!--more-->"}
DEEPEST_QUOTE = 8
LIST_MARKS = [(re.compile(r"^- ", re.MULTILINE), "* "), (re.compile(r"^(\d+)\. ", re.MULTILINE), r"\1) ")]


class MarkdownWriter:
    def __init__(self, *, breaks: bool, allow_html: bool = True, pictures=None, notes: NoteList | None = None):
        self.breaks = breaks
        self.allow_html = allow_html
        self.pictures: Pictures | None = pictures
        self.notes = notes
        self.line = LineWriter(breaks=breaks, allow_html=allow_html, pictures=pictures, notes=notes)
        self.figures = FigureWriter(self.line)
        self.depth = 0
        self.dispatch = {
            "pre": self._code,
            "ul": self._list,
            "ol": self._list,
            "blockquote": self._quote,
            "table": self._table,
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(LEAVES, lambda node: iter([LEAVES[node.tag]])),
            **dict.fromkeys(MEDIA, self._media),
        }

    def write(self, root: Node) -> str:
        # Two dollars could be a formula; a single one never is.
        formulas = sum(FORMULA in node.classes for node in root.nodes("code", "pre"))
        self.line.dollars = self.allow_html and root.text.count("$") + formulas > 1
        if self.notes:
            self.notes.write = self.line.write
        blocks = self.blocks(root.children)
        notes = [self.notes.definitions()] if self.notes else []
        text = "\n\n".join(filter(None, [*blocks, *notes])).strip()
        return f"{text}\n" if text else ""

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
            yield from self.block(node) if self.allow_html else self.plain_block(node)
        yield from self.paragraphs(run)

    def block(self, node: Node) -> Iterator[str]:
        node = swapped(node)
        if CLASSIC in node.classes and not self.breaks:
            yield from self._in_classic_mode().blocks(node.children)
        elif figures.is_gallery(node) and (group := self.figures.group(node)):
            yield from self.figures.gallery(group, self.blocks)
        elif figures.is_picture_frame(node) and (shown := self.figures.frame(node)):
            yield self.figures.block(shown)
        elif wrapper := wrapper_of(node, self.line.html):
            yield "\n\n".join([wrapper.opening, *self.blocks(wrapper.children), wrapper.closing])
        elif needs_html(node) or (node.tag in ("ul", "ol", "blockquote") and self.depth >= DEEPEST_QUOTE):
            if node.text.strip() or has_picture([node]):
                yield self._html(node)
        else:
            if address := background_of(node):
                yield from self.block(Node("figure", {}, [Node("img", {"src": address})]))
            yield from self.plain_block(node)

    def plain_block(self, node: Node) -> Iterator[str]:
        written = self.dispatch.get(node.tag)
        yield from written(node) if written else self.blocks(node.children)

    def _html(self, node: Node) -> str:
        return RawHtml(breaks=self.breaks, pictures=self.pictures).block(node)

    def _in_classic_mode(self) -> "MarkdownWriter":
        writer = MarkdownWriter(breaks=True, allow_html=self.allow_html, pictures=self.pictures, notes=self.notes)
        writer.line.dollars, writer.depth = self.line.dollars, self.depth
        return writer

    def paragraphs(self, run: list) -> Iterator[str]:
        """A blank line in the text is the end of a paragraph, as it is in WordPress."""
        for part in split_at_blank_lines(run):
            for piece in apart_from_code(part):
                yield from self._words_and_pictures(piece) if isinstance(piece, list) else [piece]

    def _words_and_pictures(self, nodes: list) -> Iterator[str]:
        if not self.pictures or not has_picture(nodes):
            yield self.paragraph(nodes)
            return
        for piece in apart_from_pictures(nodes, self.figures.alone, breaks=self.breaks):
            yield self.paragraph(piece) if isinstance(piece, list) else self.figures.block(piece)

    def paragraph(self, nodes: list) -> str:
        lines = [line.strip(" \t") for line in self.line.write(nodes).strip().split(BREAK)]
        if not self.allow_html:
            # There the renderer turns line ends into breaks itself.
            return "\n".join(guard_line_start(line) for line in lines if line)
        return "\\\n".join(guard_line_start(line) or "&nbsp;" for line in lines) if any(lines) else ""

    def _heading(self, node: Node) -> Iterator[str]:
        inner = significant(node.children)
        pictures = [self.figures.alone(each) for each in inner]
        if pictures and all(pictures):
            yield from map(self.figures.block, filter(None, pictures))
            return
        words = " ".join(self.line.write(node.children).split(BREAK)).strip()
        if not words:
            return
        if not self.allow_html:
            yield f"**{words}**" if words[0].isalnum() and words[-1].isalnum() else guard_line_start(words)
            return
        anchor = tag("a", {"id": node.attributes["id"]}) + "</a>" if node.attributes.get("id") else ""
        # A closing row of `#` would be taken for decoration.
        words = words.removesuffix("#") + "\\#" if words[-1] == "#" else words
        yield f"{HEADINGS[node.tag]} {anchor}{words}"

    def _list(self, node: Node) -> Iterator[str]:
        self.depth += 1
        yield written_list(node, self.blocks)
        self.depth -= 1

    def _quote(self, node: Node) -> Iterator[str]:
        self.depth += 1
        inner = "\n\n".join(self.blocks(node.children))
        self.depth -= 1
        if inner:
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))

    def _table(self, node: Node) -> Iterator[str]:
        if not self.allow_html:
            yield from self.blocks(node.children)
        else:
            yield pipe_table(node, self.line.write) or self._html(node)

    def _code(self, node: Node) -> Iterator[str]:
        if "wp-block-verse" in node.classes:
            yield from self._in_classic_mode().paragraphs(node.children)
        else:
            yield written_code(node)

    def _media(self, node: Node) -> Iterator[str]:
        if address := address_of_media(node):
            yield f"<{address}>" if address.startswith("http") else link(escaped(address), address)


def _told_apart(block: str, previous: str) -> str:
    """Two lists in a row would be one, were their marks the same. Only the items begin at the margin."""
    for mark, other in LIST_MARKS:
        if mark.match(block) and mark.match(previous):
            return mark.sub(other, block)
    return block
