"""The parser before anything is added to it: CommonMark 0.31.2, with what keeps it quick on hostile text."""

from types import SimpleNamespace

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from .brackets import find_label_end
from .meter import meter_plugin

# The preset's 20 is less than people nest in quoted mail; every level costs time, hence no more than 40.
DEEPEST_NESTING = 40


def commonmark_parser(**options) -> MarkdownIt:
    """The bare preset, as the specification tests it."""
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING, **options})
    md.helpers = SimpleNamespace(
        parseLinkLabel=find_label_end,
        parseLinkDestination=parseLinkDestination,
        parseLinkTitle=parseLinkTitle,
    )
    return md.use(meter_plugin)
