"""How long the lines of code are, so that they can be kept: css/choices.css sets longer ones smaller."""

import re
from html import unescape

PRE = re.compile(r"<pre((?: [a-z-]+=\"[^\"]*\")*)>(.*?)</pre>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
CLASS = re.compile(r' class="')
LENGTHS = (80, 100, 120, 150)
TAB = 4


def with_line_lengths(html: str) -> str:
    """`html` of blog.markdown with a class on each block of code that says for how long a line it must have room."""
    return PRE.sub(_with_length, html)


def _with_length(pre: re.Match) -> str:
    attributes, code = pre[1], pre[2]
    longest = max(map(len, unescape(TAG.sub("", code)).expandtabs(TAB).split("\n")))
    name = f"long-{next((length for length in LENGTHS if longest <= length), LENGTHS[-1])}"
    if CLASS.search(attributes):
        attributes = CLASS.sub(f' class="{name} ', attributes, count=1)
    else:
        attributes += f' class="{name}"'
    return f"<pre{attributes}>{code}</pre>"
