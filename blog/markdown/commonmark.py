"""The parser before anything is added to it: CommonMark 0.31.2, with what keeps it quick on hostile text."""

import re
from types import SimpleNamespace

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from .brackets import find_label_end
from .meter import meter_plugin

# The preset's 20 is less than people nest in quoted mail; every level costs time, hence no more than 40.
DEEPEST_NESTING = 40
LONGEST_ADDRESS = 2_000
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
# What a browser ignores inside an address: with it `java\nscript:` is a scheme.
IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]|%0[9ad]", re.IGNORECASE)


def commonmark_parser(**options) -> MarkdownIt:
    """The bare preset, as the specification tests it."""
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING, **options})
    md.helpers = SimpleNamespace(
        parseLinkLabel=find_label_end,
        parseLinkDestination=parseLinkDestination,
        parseLinkTitle=parseLinkTitle,
    )
    return md.use(meter_plugin)


def accept_schemes(md: MarkdownIt, schemes: frozenset[str]) -> None:
    """A link to any other scheme stays the text it was typed as, as does a link nobody could have typed."""

    def is_acceptable(address: str) -> bool:
        scheme = SCHEME.match(IGNORED_BY_BROWSERS.sub("", address))
        return len(address) <= LONGEST_ADDRESS and (scheme is None or scheme[0].lower() in schemes)

    md.validateLink = is_acceptable
