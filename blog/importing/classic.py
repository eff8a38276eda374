"""The text of a WordPress post, from the block editor or the classic one, becomes Markdown."""

import re
from collections import Counter

from . import footnotes
from .blocks import MARK, without_marks
from .code_samples import protected
from .html_repairs import mended
from .html_tree import is_too_deep, parse, parsed
from .markdown_writer import MarkdownWriter
from .note_list import NoteList
from .picture_nodes import Pictures
from .shortcodes import expand
from .text_facts import Library, TextFacts

__all__ = ["CONVERTER", "Library", "TextFacts", "comment_to_markdown", "to_markdown"]

# Raised when the same text would give another result: unedited posts are then written anew by the next run.
CONVERTER = 2

PAGE_BREAK = re.compile(r"<!--\s*nextpage\s*-->", re.IGNORECASE)
# The classic editor's line end after `<br>` is the same line's end; two `<br>` are a blank line.
TWO_BREAKS = re.compile(r"<br\s*/?>[ \t]*\n?[ \t]*<br\s*/?>", re.IGNORECASE)
BREAK_AND_LINE_END = re.compile(r"<br\b[^<>]*>[ \t]*\n", re.IGNORECASE)
MORE = re.compile(r"<!--\s*more\b[^<>]*-->", re.IGNORECASE)
NO_FACTS = TextFacts()


def to_markdown(text: str, seen: Counter, about: TextFacts = NO_FACTS) -> str:
    """`seen` counts what could not be brought over, by the words for the report."""
    text = protected(_with_plain_line_ends(text))
    has_blocks = MARK.search(text) is not None
    if has_blocks:
        text = without_marks(text, seen)
    html = mended(expand(footnotes.in_double_brackets(_once(PAGE_BREAK.sub("", text))), seen, about), seen)
    if not has_blocks:
        html = BREAK_AND_LINE_END.sub("\n", TWO_BREAKS.sub("\n\n", html))
    too_deep = is_too_deep(html)
    if too_deep:
        seen["markup nested too deeply: only its words were kept"] += 1
    # In the classic editor a line end is a line break; the block editor writes its own.
    writer = MarkdownWriter(breaks=not has_blocks, pictures=Pictures(about), notes=NoteList(about.notes))
    return writer.write(parse(html, only_words=too_deep))


def comment_to_markdown(text: str) -> str:
    """In comments every line end is a line break, and what Markdown cannot say is only its words."""
    text = _with_plain_line_ends(text)
    return MarkdownWriter(breaks=True, allow_html=False).write(parsed(text))


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _once(text: str) -> str:
    """Only the first mark of its kind says where the excerpt ends."""
    first = MORE.search(text)
    return text[: first.end()] + MORE.sub("", text[first.end() :]) if first else text
