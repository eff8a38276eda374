"""Where a comment leads: links as they are shown, and places that it names in a way that no machine should see."""

import re
from html import unescape

from accounts.normalising import normalized

from . import endings

SHOWN = re.compile(r"<a\b[^>]*>.*?</a>", re.DOTALL)
CODE = re.compile(r"<(code|pre)\b[^>]*>.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

# Endings that are no English word, no file and no piece of a program: those need a path to be taken for an address.
SURE = "com|net|org|info|biz|ru|xyz|eu|uk|io"
ANY = rf"{SURE}|co|me|tv|ly|in|de|fr|us|cc|su|cn|br|pl|gl|gd|be|am|to|it|es|nl|top|site|shop|store|online|club|link|vip"
FILES = "js|ts|py|md|txt|html?|php|css|json|xml|ya?ml|pdf|png|jpe?g|gif|zip|rs|go|rb|sh|pl|cc|so|in"
NAME, START = r"[\w-]{2,63}", r"(?<![\w-])"
# Of a long comment its beginning and its end: a pitch stands in one of them, and reading stays quick.
HEAD, TAIL = 8000, 2000
PATTERNS = [
    r"\bh(?:xx|\*\*)ps?\s?:\s?/\s?/\s?\S+",
    r"\bh\s?t\s?t\s?ps?\s?:\s?/\s?/\s?\S+",
    rf"\bwww\s?\.\s?{NAME}\s?\.\s?\w{{2,}}\S*",
    rf"{START}{NAME}\s?[\[({{]\s?(?:\.|dot|punkt|точка)\s?[\])}}]\s?(?:{ANY})\b",
    rf"{START}{NAME}[。․‧・](?:{ANY})\b",
    rf"(?<![@\w.-])(?:{NAME}\.){{1,4}}(?:{SURE})\b(?!@)(?:/\S*)?",
    rf"(?<![@\w.-])(?:{NAME}\.){{0,3}}[\w-]{{1,63}}\.(?!(?:{FILES})\b)[a-z]{{2,10}}/\w\S*",
]  # fmt: skip
NO_PLACE = r"(?!\s+(?:boom|bubble|era|bust|crash|compan|years|days))"
SPELT = re.compile(rf"{START}({NAME})(?:\s+dot\s+|\s+\.\s?)(?:com|org|info|biz|ru|xyz)\b{NO_PLACE}")
# “the dot com boom”, “a .org domain”, “connect the dot”: what stands before is no name.
NO_NAME = re.compile(
    "an?|the|that|this|these|those|every|each|my|our|your|his|her|their|its|of|in|on|at|for|with|from|or|and|any|"
    "some|one|first|last|early|late|old|new|big|no|into|about|before|after|during|another"
)
ENDINGS = "|".join(endings.BARE.split())
# A name of its own, in small letters at its end or in capitals throughout: “It was late.So we left” is a sentence.
BARE = re.compile(
    rf"(?<![@\w./\\-])(?:{NAME}\.){{1,4}}(?:{ENDINGS})\b(?![@\w(\[=-]|\.\w)"
    rf"|(?<![@\w./\\-])(?:[A-Z\d-]{{2,63}}\.){{1,4}}(?:{ENDINGS.upper()})\b(?![@\w(\[=-]|\.\w)"
)
OBJECTS = frozenset({"self", "this", "window", "document", "app", "event", "state", "config", "module", "super"})
PROGRAMS = frozenset({"asp.net", "ado.net", "vb.net", "socket.io", "system.io", "java.io", "java.net"})
HIDDEN = re.compile("|".join(PATTERNS))
# Where a pitch without a link sends its reader: an international number, a name at a messenger, a mailbox.
CONTACT = re.compile(
    r"(?<![\w+])\+\d[\d ().-]{7,18}\d\b"
    r"|\b(?:whats\s?app|telegram|viber|wechat)\b\W{1,3}(?:(?:me|at|on)\W{1,3}){0,2}"
    r"(?:\d[\d -]{6,18}\d|@\w{3,40}|\w{0,40}[_\d]\w{1,40})"
    r"|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b"
)
TYPED = re.compile(r"\[(?:url|link|img)\b[^\]]{0,500}\]|<a\s[^>]{0,500}href|<img\s[^>]{0,500}src", re.IGNORECASE)


def hidden_in(html: str) -> list[str]:
    """Places named in clean HTML that are no links there; what stands in code is talk about code."""
    shown = _plain(SHOWN.sub(" ", html))
    text = shown.casefold()
    found = [match[0] for match in HIDDEN.finditer(text) if match[0].split("/")[0] not in PROGRAMS]
    rest = HIDDEN.sub(" ", text)
    found += [match[0] for match in SPELT.finditer(rest) if not NO_NAME.fullmatch(match[1])]
    return found + _bare_in(shown, found)


def places_in(comment) -> tuple[list[str], list[str]]:
    """Where its text leads: by links, and by what only a person sees as a place. The rules count both."""
    return comment.link_targets, hidden_in(comment.body_html)


def contacts_in(html: str) -> list[str]:
    return [match[0] for match in CONTACT.finditer(_plain(html).casefold())]


def _bare_in(text: str, found: list[str]) -> list[str]:
    bare = [match[0].casefold() for match in BARE.finditer(text)]
    return [name for name in bare if name.split(".")[0] not in OBJECTS and not any(name in each for each in found)]


def typed_markup(html: str) -> str:
    """The first link of BBCode or HTML that was typed and is shown as text: robots try all languages."""
    match = TYPED.search(_text(html))
    return match[0] if match else ""


def _plain(html: str) -> str:
    return INVISIBLE.sub("", normalized("NFKC", _text(html)))


def _text(html: str) -> str:
    text = unescape(TAG.sub(" ", CODE.sub(" ", html)))
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
