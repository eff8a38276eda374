"""What every program's way of writing has in common, and the words that its constructs become."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ...markdown_text import destination, escaped, fenced, link, tag
from ..code import Stretch

VIDEO_ID = re.compile(r"[\w-]{3,40}")
# As much of the neighbourhood as is looked at.
LINE = 300
NO_LANGUAGE = re.compile(r"[^\w.+#-]")
MARKUP = re.compile(r"[\[\]*_`<>]")


@dataclass
class Page:
    """The text's surroundings: `find` tells the address of another file of the folder."""

    find: Callable[[str], str | None]
    base: str = ""
    origin: str = ""
    losses: Counter = field(default_factory=Counter)

    def lose(self, words: str) -> None:
        self.losses[words] += 1


class Dialect:
    stretches: tuple[Stretch, ...] = ()

    def in_prose(self, text: str, page: Page) -> str:
        return text

    def in_code(self, text: str) -> str:
        return text


def unknown(page: Page, name: str) -> None:
    page.lose(_("%s stays as text") % name[:60])


def set_apart(found: re.Match, words: str) -> str:
    """A paragraph of its own, if the construct had a line of its own."""
    before = found.string[max(0, found.start() - LINE) : found.start()]
    after = found.string[found.end() : found.end() + LINE]
    line = before[before.rfind("\n") + 1 :]
    if line.strip() or after.partition("\n")[0].strip():
        return words
    above = before[: len(before) - len(line)].rstrip(" \t")
    start = "" if not above or above.endswith("\n\n") else "\n"
    end = "" if not after.strip() or after.lstrip(" \t").startswith("\n\n") else "\n"
    return start + words + end


def figure(source: str, alt: str = "", caption: str = "", leads_to: str = "") -> str:
    if leads_to:
        words = f"<figcaption>{escaped(caption)}</figcaption>" if caption else ""
        picture = tag("img", {"src": source, "alt": alt or caption})
        return f"<figure>{tag('a', {'href': leads_to})}{picture}</a>{words}</figure>"
    if MARKUP.search(caption):
        # Marks in a caption mean something; the title of a picture is words only.
        return f"![{escaped(alt)}]({destination(source)})\n\n{caption}"
    return "!" + link(escaped(alt or caption), source, caption)


def video(site: str, number: str) -> str | None:
    if not VIDEO_ID.fullmatch(number):
        return None
    return f"https://www.youtube.com/watch?v={number}" if site == "youtube" else f"https://vimeo.com/{number}"


def gist(user: str, number: str) -> str:
    return f"<https://gist.github.com/{user}/{number}>" if user else f"<https://gist.github.com/{number}>"


def code(words: str, language: str) -> str:
    name = NO_LANGUAGE.sub("", language)[:40]
    return f"\n{fenced(words.strip(chr(10)), name)}\n"


def as_comment(words: str) -> str:
    """What no reader saw stays out of sight, and where its author finds it."""
    hidden = words.strip().replace("-->", "-- >").replace("<!--", "< !--")
    return f"<!-- {hidden} -->"
