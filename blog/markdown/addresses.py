"""Which addresses may be linked to: relative ones and a few schemes, however the rest is spelt."""

import re

from markdown_it import MarkdownIt

POST_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
COMMENT_SCHEMES = frozenset({"http", "https", "mailto"})
LONGEST_ADDRESS = 2_000

# Browsers drop these, wholly or at the edges: with a line end inside, `javascript:` is still a scheme.
DROPPED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028\u2029\ufeff]|%0[9ad]", re.IGNORECASE)
BEFORE_COLON = re.compile(r"([^/?#:]*):")


def is_acceptable(address: str, schemes: frozenset[str]) -> bool:
    """A colon before any slash must end a scheme that is named; what merely resembles one is not worth the risk."""
    scheme = BEFORE_COLON.match(DROPPED_BY_BROWSERS.sub("", address))
    return len(address) <= LONGEST_ADDRESS and (scheme is None or scheme[1].lower() in schemes)


def accept_addresses(md: MarkdownIt, schemes: frozenset[str]) -> None:
    """A link to any other address stays the text it was typed as."""
    md.validateLink = lambda address: is_acceptable(address, schemes)
