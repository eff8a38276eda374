"""A comment as the classifier is given it, and the words and links in it as a reader sees them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from html import unescape

# Of a long comment its beginning and its end: the pitch stands in one of them, and reading stays quick.
HEAD, TAIL = 1500, 500
TAG = re.compile(r"<[^>]{0,500}>")
TARGET = re.compile(r"href=[\"']([^\"']{1,500})")
SPELT_DOT = re.compile(r"\s?[\[(]\s?dot\s?[\])]\s?|\sdot\s", re.IGNORECASE)
ENDINGS = "com|net|org|info|biz|ly|co|tv|me|ru|uk|de|fr|eu|in|io|shop|site|online|store|xyz|top|club|app|dev|link"
LOOSE_DOT = re.compile(rf"(\w)\s?\.\s?({ENDINGS})\b")
HOST = r"\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,9}"
REST = r"[^\s<>\"')\]]"
ADDRESS = re.compile(rf"(?:https?://|www\.){REST}+|{HOST}\.(?:{ENDINGS})\b(?:/{REST}*)?")
MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]+\.\w+")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[$€£%]")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
LINK = "httplink"  # stands among the words where a link stood
SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")


@dataclass(frozen=True)
class Writing:
    text: str
    author: str = ""
    email: str = ""
    url: str = ""
    about: str = ""  # title and opening of what it answers
    post: str = ""  # which one it is

    @cached_property
    def seen(self) -> str:
        """Without markup and invisible characters, in the letters that they look like."""
        text = TAG.sub(" ", unescape(_ends(self.text)))
        shapes = unicodedata.normalize("NFKC", text)
        return "".join(char for char in shapes if unicodedata.category(char) != "Cf")

    @cached_property
    def plain(self) -> str:
        """In small letters, with addresses that hide from machines put together again."""
        text = self.seen.casefold().replace("’", "'")
        return LOOSE_DOT.sub(r"\1.\2", SPELT_DOT.sub(".", text))

    @cached_property
    def links(self) -> list[str]:
        targets = [target.casefold() for target in TARGET.findall(unescape(_ends(self.text)))]
        return [SCHEME.sub("", link) for link in ADDRESS.findall(self.unaddressed) + targets]

    @cached_property
    def website(self) -> str:
        return SCHEME.sub("", self.url.casefold())

    @cached_property
    def unaddressed(self) -> str:
        return MAIL.sub(" ", self.plain)

    @cached_property
    def words(self) -> list[str]:
        return words_of(ADDRESS.sub(f" {LINK} ", self.unaddressed))

    @cached_property
    def has_mail(self) -> bool:
        return bool(MAIL.search(self.plain))


def words_of(text: str) -> list[str]:
    """“soooo” is one word however long; one number is as good as another."""
    return ["0" if word.isdigit() else word for word in WORD.findall(DRAWN_OUT.sub(r"\1\1", text))]


def domain(link: str) -> str:
    return re.split(r"[/?#:]", link, maxsplit=1)[0]


def _ends(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
