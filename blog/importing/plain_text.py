"""Names, titles and summaries: the words of a piece of HTML on one line, without what confuses the eye."""

import re
from html import unescape

TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
# Zero-width and direction-changing characters can make one name look like another; joiners belong to scripts.
INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f-\x9f]"
)


def plain(html: str) -> str:
    return " ".join(INVISIBLE.sub("", unescape(TAG.sub("", html))).split())


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
