"""How long the lines and words of code are, so that css/choices.css can keep them, or break them at the right place."""

import re
from html import unescape

from .tags import TAG, with_class

PRE = re.compile(r"<pre((?: [a-z-]+=\"[^\"]*\")*)>(.*?)</pre>", re.DOTALL)
# WeasyPrint would break a long line between its indentation and the first word.
INDENTATION = re.compile(r"^([ \t]+)(<span[^>]*>)", re.MULTILINE)
LENGTHS = (80, 100, 120, 150)
SHORT_WORD = 40
TAB = 4


def with_line_lengths(html: str) -> str:
    """`html` of blog.markdown with a class on each block of code that says for how long a line it must have room."""
    return PRE.sub(_with_length, html)


def _with_length(pre: re.Match) -> str:
    code = unescape(TAG.sub("", pre[2])).expandtabs(TAB)
    longest = max(map(len, code.split("\n")))
    names = f"long-{next((length for length in LENGTHS if longest <= length), LENGTHS[-1])}"
    if max(map(len, code.split()), default=0) <= SHORT_WORD:
        names += " short-words"
    indented = INDENTATION.sub(r"\2\1", pre[2])
    return f"<pre{with_class(pre[1], names)}>{indented}</pre>"
