"""Obsidian's own marks: links by name, pictures by name, callouts, comments, ids of blocks, highlights."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from ...markdown_text import destination, escaped, link
from ..code import Stretch, Text
from .dialect import Dialect, Page, as_comment

WIKILINK = re.compile(r"(!?)\[\[([^\[\]|\n]{0,300}?)(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
CALLOUT = re.compile(
    r"^((?:[ \t]{0,9}>){1,40}[ \t]?)\[!([\w -]{1,40})(?:\|[^\]\n]{0,40})?\][+-]?[ \t]*(.*)$", re.MULTILINE
)
COMMENT = re.compile(r"%%")
HIGHLIGHT = re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]{1,500}?)(?<=\S)==(?!=)")
BLOCK_ID = re.compile(r"(?:(?<=\S)[ \t]+|^)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)
SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")
KINDS = {
    "NOTE": "note info abstract summary tldr todo question help faq example quote cite",
    "TIP": "tip hint success check done",
    "IMPORTANT": "important",
    "WARNING": "warning attention",
    "CAUTION": "caution failure fail missing danger error bug",
}
KIND = {word: kind for kind, words in KINDS.items() for word in words.split()}


def _hidden(opening: re.Match, text: Text) -> tuple[str, int] | None:
    end = text.ahead("%%", opening.end())
    return (as_comment(text.words[opening.end() : end.start()]), end.end()) if end else None


class Obsidian(Dialect):
    stretches = (Stretch(COMMENT, _hidden),)

    def in_prose(self, text: str, page: Page) -> str:
        text = CALLOUT.sub(_callout, text)
        text = BLOCK_ID.sub("", HIGHLIGHT.sub(r"<mark>\1</mark>", text))
        return WIKILINK.sub(lambda found: _wikilink(found, page.find, page), text)


def _callout(found: re.Match) -> str:
    quote, word, title = found[1], found[2].strip().lower(), found[3].strip()
    kind = KIND.get(word, "NOTE")
    if not quote.endswith(" "):
        quote += " "
    opening = f"{quote}[!{kind}]"
    return f"{opening}\n{quote}**{title}**\n{quote.rstrip()}" if title and title.lower() != word else opening


def _wikilink(found: re.Match, find: Callable[[str], str | None], page: Page) -> str:
    target, hash_mark, heading = (found[2].strip() if found[2] else "").partition("#")
    words = (found[3] or "").strip()
    if not target and heading:
        return link(escaped(words or heading), "#" + _anchor(heading))
    address = find(target) if target else None
    if address is None:
        page.lose(_("[[link]] to a note or file that is not in the folder"))
        return escaped(words or target)
    if found[1] and not _is_page(address):
        return f"![{'' if SIZE.fullmatch(words) else escaped(words)}]({destination(address)})"
    label = escaped(words or (f"{target} > {heading}" if hash_mark else target).rpartition("/")[2])
    return link(label, address + (f"#{_anchor(heading)}" if heading and not heading.startswith("^") else ""))


def _is_page(address: str) -> bool:
    return "://" not in address


def _anchor(heading: str) -> str:
    return "-".join(re.sub(r"[^\w\s-]", "", heading.rpartition("#")[2].lower()).split())
