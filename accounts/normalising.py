"""Unicode normal forms in linear time: sorting a pile of combining marks is quadratic, and anybody may send one."""

import unicodedata

# As many as Unicode's Stream-Safe Text Format lets stand on one letter; no language needs more than a few.
MOST_MARKS = 30


def normalized(form: str, text: str) -> str:
    return text if text.isascii() else unicodedata.normalize(form, "".join(_without_piles(text)))


def _without_piles(text: str):
    marks = 0
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= MOST_MARKS:
            yield character


def _is_mark(character: str) -> bool:
    """Some hide it until they are taken apart."""
    return not character.isascii() and unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) > 0
