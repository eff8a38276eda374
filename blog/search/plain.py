"""Our own sanitised HTML as plain text: what is searched, and what passages are cut from."""

import re
from html import unescape

FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
UNREAD = re.compile(r'<sup class="footnote-ref.*?</sup>|<a [^>]*footnote-back.*?</a>', re.DOTALL)
WITHIN_A_WORD = re.compile(r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    return unescape(TAG.sub(" ", WITHIN_A_WORD.sub("", UNREAD.sub("", FORMULA.sub("…", html)))))
