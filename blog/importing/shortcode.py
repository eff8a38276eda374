"""One shortcode as it stands in a text: `[name key="value" word]content[/name]`."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape, unescape

from .text_facts import TextFacts

PART = re.compile(
    r"""(?:^|(?<=[\s"']))(?:([\w-]+)\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"']+))|([^\s"']+))""", re.ASCII
)
# What word processors make of quotation marks.
QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "„": '"'})


@dataclass(frozen=True)
class Shortcode:
    """`content` is HTML, its own shortcodes expanded; `words` are the values without a name, in order."""

    name: str
    attributes: dict[str, str]
    words: list[str]
    content: str
    about: TextFacts
    seen: Counter

    def first(self, *names: str) -> str:
        return next((self.attributes[name] for name in names if self.attributes.get(name)), "")


def attributes_of(text: str) -> tuple[dict[str, str], list[str]]:
    named, words = {}, []
    for name, double, single, bare, word in PART.findall(_tidy(text)):
        if word:
            words.append(unescape(word))
        else:
            named[name.lower()] = unescape(double or single or bare)
    return named, words


def _tidy(text: str) -> str:
    """`[youtube=…]` has no space, and `/` at the end says only that nothing follows."""
    text = text.translate(QUOTES).strip().removeprefix("=").strip()
    return text.removesuffix(" /").replace("&quot;", '"')


def paragraph(html: str) -> str:
    return f"\n\n<p>{html}</p>\n\n" if html else "\n\n"


def address_line(address: str) -> str:
    """An address on a line of its own, of which the page makes a card where it knows the host."""
    address = f"https:{address}" if address.startswith("//") else address
    return paragraph(f'<a href="{escape(address)}">{escape(address)}</a>') if address else "\n\n"
