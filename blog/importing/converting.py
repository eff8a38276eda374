"""Which converter makes Markdown of a text."""

from collections import Counter

from .classic import CONVERTER, to_markdown
from .ghost import texts
from .library import Library
from .records import PostRecord
from .text_facts import TextFacts

VERSION = CONVERTER + texts.CONVERTER


def markdown_of(record: PostRecord, library: Library, losses: Counter) -> str:
    """Counts in `losses` what could not be brought over, by the words for the report."""
    if record.markup == "markdown":
        return record.content
    if record.markup == "ghost":
        return texts.to_markdown(record.content, losses)
    footnotes = next(iter(record.meta.get("footnotes", [])), "")
    facts = TextFacts(attachments=library.files, own=library.of(record.id), footnotes=footnotes, base=library.base)
    return to_markdown(record.content, losses, facts)
