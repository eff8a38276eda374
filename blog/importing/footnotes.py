"""Footnotes of WordPress and of its plugins, marked so that the writer knows them."""

import re

from .plain_text import TAG
from .shortcode import Shortcode

# The element that stands for a note, where its number will be.
NOTE = "foot-note"
NAMES = ("ref", "efn_note", "footnote", "fn", "footnotes_note", "mfn", "sidenote")
LISTS = ("footnotes", "references", "reflist", "efn_reference", "display_footnotes")
# `((…))`, with words in it: single brackets inside must be pairs.
DOUBLE_BRACKETS = re.compile(r"(?<!\()\(\((?!\()((?:[^()\n]|\([^()\n]*\)|\n(?!\s*\n)){3,3000})\)\)(?!\))")
# A note is one paragraph.
PARAGRAPHS = re.compile(r"</p>\s*<p\b[^<>]*>|\n[ \t]*\n\s*", re.IGNORECASE)
PARAGRAPH = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)


def note(html: str) -> str:
    html = PARAGRAPH.sub("", PARAGRAPHS.sub("<br>", html.strip()))
    return f"<{NOTE}>{html}</{NOTE}>" if TAG.sub("", html).strip() else ""


def in_double_brackets(text: str) -> str:
    if "((" not in text:
        return text
    return DOUBLE_BRACKETS.sub(lambda found: note(found[1]) if " " in found[1].strip() else found[0], text)


def _note(shortcode: Shortcode) -> str:
    return note(shortcode.content)


def _list(shortcode: Shortcode) -> str:
    """Here the notes stand at the end of the page anyway."""
    return ""


SHORTCODES = {**dict.fromkeys(NAMES, _note), **dict.fromkeys(LISTS, _list)}
WITH_CONTENT = set(NAMES)
