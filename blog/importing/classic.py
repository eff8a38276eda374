"""The text of a WordPress post, from the block editor or the classic one, becomes Markdown."""

import re
from collections import Counter

from .html_tree import is_too_deep, parse
from .markdown_writer import MarkdownWriter
from .shortcodes import expand

# Raised when the same text would give another result: unedited posts are then written anew by the next run.
CONVERTER = 1

BLOCK_MARK = re.compile(r"<!--\s*(/?)wp:([a-z][\w/-]{0,80})\b[^<>]*-->")
PAGE_BREAK = re.compile(r"<!--\s*nextpage\s*-->", re.IGNORECASE)


def to_markdown(text: str, seen: Counter) -> str:
    """`seen` counts what could not be brought over, by the words for the report."""
    text = PAGE_BREAK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    has_blocks = BLOCK_MARK.search(text) is not None
    text = BLOCK_MARK.sub(lambda mark: _without_mark(mark, seen), text)
    html = expand(text, seen)
    if is_too_deep(html):
        seen["markup nested too deeply: only its words were kept"] += 1
    # In the classic editor a line end is a line break; the block editor writes its own.
    return MarkdownWriter(breaks=not has_blocks).write(parse(html))


def comment_to_markdown(text: str) -> str:
    """In comments every line end is a line break, and what Markdown cannot say is only its words."""
    return MarkdownWriter(breaks=True, allow_html=False).write(parse(text.replace("\r\n", "\n").replace("\r", "\n")))


def _without_mark(mark: re.Match, seen: Counter) -> str:
    if not mark[1] and mark[0][:-3].rstrip().endswith("/"):
        seen[f"block “{mark[2]}” has no text of its own and was left out"] += 1
    return ""
