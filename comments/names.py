"""Names as people type them: emoji and every script are kept, characters that nobody sees are not."""

import re
import unicodedata

# Zero-width joiners are letters' glue in Persian, Indic scripts and emoji, and a disguise between Latin ones.
LOOSE_JOINER = re.compile(r"(?<![\u0590-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0010ffff])")
SAME_LOOK = str.maketrans(
    "аеорсухіѕјһԁкмтнвοαρντκιυ0135|l",
    "aeopcyxisjhdkmthboapvtkiuoiesii",
)


def clean_line(text: str) -> str:
    """One line without control, bidi and zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(char for char in text if not _is_unseen(char))
    return " ".join(LOOSE_JOINER.sub("", text).split())


def skeleton(name: str) -> str:
    """What a name looks like at a glance: two names with one skeleton pass for each other."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in letters.translate(SAME_LOOK) if char.isalnum())


def is_blank(text: str) -> bool:
    """Nothing that a reader would see."""
    return all(_is_unseen(char) or char.isspace() or char in "\u200c\u200d\u2800" for char in text)


def _is_unseen(char: str) -> bool:
    if char in "\u200c\u200d\t\n\r":
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"} or char in "\u034f\u115f\u1160\u3164\uffa0\ufffe\uffff"
