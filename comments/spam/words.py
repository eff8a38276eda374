"""Lists of words that staff keep: whole words, in any case and script."""

import re
import unicodedata

from accounts.normalising import normalized

# Scripts that put no spaces between words: there a listed word may stand anywhere.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
MARKUP = re.compile(r"[*_~`\\]")


def first_hit(listed: str, *texts: str) -> str | None:
    """The first word or phrase of the list (one a line) that stands in one of the texts."""
    words = list(dict.fromkeys(filter(None, map(_plain, listed.splitlines()))))
    if not words:
        return None
    pattern = re.compile("|".join(_pattern(word) for word in sorted(words, key=len, reverse=True)))
    for text in texts:
        for shape in (_plain(text), _plain(MARKUP.sub("", text))):
            if found := pattern.search(shape):
                return found[0]
    return None


def _pattern(word: str) -> str:
    return re.escape(word) if UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"


def _plain(text: str) -> str:
    seen = "".join(char for char in normalized("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join(seen.casefold().split())
