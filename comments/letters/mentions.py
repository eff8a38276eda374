"""Who is called by name in a comment: `@Name`, outside code and quotations, in any case and spelling of Unicode."""

import re
from collections.abc import Iterable
from html import unescape

from accounts.normalising import normalized

PIECE = re.compile(r"<(/?)(\w+)[^>]*>|([^<]+)")
SILENT = {"pre", "code", "blockquote"}


def named_in(body_html: str, names: Iterable[str]) -> set[str]:
    """Those of `names` that are called; `@Ines Müller` calls her, and not Ines."""
    text, called = _folded(_own_words(body_html)), set()
    if "@" not in text:
        return called
    for name in sorted(set(names), key=len, reverse=True):
        mention = re.compile(rf"(?<!\w)@{re.escape(_folded(name))}(?!\w)")
        text, times = mention.subn(" ", text) if name else (text, 0)
        if times:
            called.add(name)
    return called


def _own_words(body_html: str) -> str:
    words, depth = [], 0
    for closing, tag, text in PIECE.findall(body_html):
        if tag in SILENT:
            depth += -1 if closing else 1
        elif not depth:
            words.append(text or " " * (tag in {"p", "br", "li"}))
    return unescape("".join(words))


def _folded(text: str) -> str:
    return " ".join(normalized("NFKC", text).casefold().split())
