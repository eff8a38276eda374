"""What may stand in an attribute that the sanitiser lets through, and what becomes of it there."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from urllib.parse import unquote

from . import highlighting
from .addresses import COMMENT_SCHEMES, POST_SCHEMES, is_acceptable
from .slots import Slots

CLASSES = highlighting.CLASSES | set(
    "alert alert-note alert-tip alert-important alert-warning alert-caution alert-title align-left align-center "
    "align-right center contents footnote-back footnote-ref footnotes full gallery left lead math permalink pullquote "
    "right small table task tasks wide".split()
)
# The owner's stylesheet may style any class that begins like this.
OWN_CLASS = "my-"
LANGUAGE_CLASS = re.compile(r"language-[\w.+#-]{1,40}")

# Every id in a body begins like this, so that none can stand for one of the page's own, such as `comments` or
# `email`, nor for a property of the document.
ID_PREFIX = "body-"
ID = re.compile(r"""[^\s"'`<>&=]{1,100}""")
ID_IN_HTML = re.compile(r"""\bid\s*=\s*["']?([^\s"'`<>&=]{1,100})""", re.IGNORECASE)

# Spans that make a cell of 100,000 columns take minutes to lay out or to print.
LARGEST_NUMBER = {"colspan": 100, "rowspan": 500, "span": 100, "width": 10_000, "height": 10_000}
STRANGE_FILE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


class PostAttributes:
    """Called by the sanitiser for every attribute it knows; None takes the attribute away."""

    def __init__(self, html: str, slots: Slots):
        self.ids = set(ID_IN_HTML.findall(html))
        self.slots = slots
        self.rules = {
            "class": lambda tag, value: known_classes(value),
            "cite": self.address,
            "data-slot": lambda tag, value: value if slots.is_own(value) else None,
            "headers": lambda tag, value: " ".join(prefixed(name) for name in value.split() if ID.fullmatch(name)),
            "href": self.link,
            "id": lambda tag, value: prefixed(value) if ID.fullmatch(value) else None,
            "poster": self.own_file,
            "src": lambda tag, value: self.address(tag, value) if tag == "img" else self.own_file(tag, value),
        }

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        if name in LARGEST_NUMBER:
            return value if is_number_up_to(LARGEST_NUMBER[name], value) else None
        rule = self.rules.get(name)
        return rule(tag, value) if rule else value

    def link(self, tag: str, value: str) -> str | None:
        if value.startswith("#") and unquote(value[1:]) in self.ids:
            return f"#{ID_PREFIX}{value[1:]}"
        return self.address(tag, value)

    def address(self, tag: str, value: str) -> str | None:
        return value if is_acceptable(value, POST_SCHEMES) else None

    def own_file(self, tag: str, value: str) -> str | None:
        return None if STRANGE_FILE.match(value) else self.address(tag, value)


def comment_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return known_classes(value)
    return value if name != "href" or is_acceptable(value, COMMENT_SCHEMES) else None


def known_classes(value: str) -> str | None:
    names = value.split()
    kept = [n for n in names if n in CLASSES or n.startswith(OWN_CLASS) or LANGUAGE_CLASS.fullmatch(n)]
    return " ".join(kept) or None


def prefixed(name: str) -> str:
    return ID_PREFIX + name.removeprefix(ID_PREFIX)


def is_number_up_to(largest: int, value: str) -> bool:
    return value.isdecimal() and len(value) < 6 and int(value) <= largest
