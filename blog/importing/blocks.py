"""The block editor's comments: they go, and with them what has no text of its own; the HTML between them stays."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import json
import re
from collections import Counter
from html import escape

# Facts are JSON in which `<`, `>` and `--` are escaped.
MARK = re.compile(r"<!--\s*(/?)wp:([a-z][\w/-]{0,80})\b([^<>]*)-->")
ADDRESS = re.compile(r'"url":\s*("(?:[^"\\]|\\.)*")')
# Nothing is lost with them, or another place has it.
SILENT = frozenset(
    "footnotes more nextpage separator spacer image paragraph heading column post-content shortcode".split()
)
# Made anew for each page by the old blog, out of other posts and settings: with all that is in them.
MADE_BY_THE_BLOG = frozenset(
    "archives avatar calendar categories comments home-link jetpack/contact-form jetpack/related-posts "
    "jetpack/subscriptions latest-comments latest-posts loginout navigation page-list post-author "
    "post-comments post-comments-form post-date post-excerpt post-featured-image post-navigation-link post-terms "
    "post-title query query-title read-more rss search site-logo site-tagline site-title tag-cloud template-part "
    "term-description".split()
)
EMBEDS = ("embed", "core-embed/")
# The class by which the writer knows it.
CLASSIC = "is-classic"


def without_marks(text: str, seen: Counter) -> str:
    """`seen` counts what is left out, by the words for the report."""
    marks = _Marks(seen)
    position = 0
    for found in MARK.finditer(text):
        marks.between(text[position : found.start()])
        marks.take(found)
        position = found.end()
    marks.between(text[position:])
    return "".join(marks.out)


class _Marks:
    def __init__(self, seen: Counter):
        self.seen = seen
        self.out: list[str] = []
        self.depth = 0
        # The block that goes with all that is in it, and how many of its kind are open.
        self.left_out, self.levels = "", 0

    def between(self, html: str) -> None:
        if self.left_out:
            return
        # What stands outside of all blocks was written with the classic editor.
        is_classic = not self.depth and html.strip() and "<p" not in html
        self.out.append(f'<div class="{CLASSIC}">{html}</div>' if is_classic else html)

    def take(self, found: re.Match) -> None:
        closes, name, is_empty = bool(found[1]), found[2].removeprefix("core/"), found[3].rstrip().endswith("/")
        if not is_empty:
            self.depth = max(0, self.depth - 1) if closes else self.depth + 1
        if self.left_out:
            if name == self.left_out and not is_empty:
                self.levels += -1 if closes else 1
            self.left_out = self.left_out if self.levels else ""
        elif name in MADE_BY_THE_BLOG and not closes:
            self.seen[f"block “{name}” is made by the old blog and was left out"] += 1
            if not is_empty:
                self.left_out, self.levels = name, 1
        elif is_empty:
            self.out.append(self._empty(name, found[3]))

    def _empty(self, name: str, facts: str) -> str:
        address = _address(facts)
        if name in ("social-link", "button") and address:
            return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
        if name.startswith(EMBEDS) and address:
            return f"<p>{escape(address)}</p>"
        if name == "block":
            self.seen["reusable block is not in the text and was left out"] += 1
        elif name not in SILENT:
            self.seen[f"block “{name}” has no text of its own and was left out"] += 1
        return ""


def _address(facts: str) -> str:
    found = ADDRESS.search(facts)
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""
