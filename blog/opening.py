"""How a piece begins: what the front page quotes, and whether a large letter suits it."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

# Our own renderer writes these; nothing else is ever looked at.
PARAGRAPH = re.compile(r"^<p>(.*?)</p>", re.MULTILINE | re.DOTALL)
NOT_QUOTED = re.compile(r"<sup class=.*?</sup>|<math.*?</math>", re.DOTALL)
QUOTED_WORDS = 120
LONG_ENOUGH = 160


def opening_words(html: str) -> str:
    """The first paragraphs as plain text, for a lead without a picture."""
    paragraphs = (NOT_QUOTED.sub("", paragraph) for paragraph in PARAGRAPH.findall(html[:20_000]))
    return Truncator(unescape(strip_tags(" ".join(paragraphs)))).words(QUOTED_WORDS)


def suits_drop_cap(html: str) -> bool:
    """A large first letter needs a paragraph to stand beside it, and must be a letter."""
    first = PARAGRAPH.match(html)
    return bool(first) and first[1][:1].isalpha() and len(strip_tags(first[1])) >= LONG_ENOUGH
