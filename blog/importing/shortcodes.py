"""WordPress's shortcodes: those that this version knows become HTML, the others stay and are counted by name."""

import re
from collections import Counter

from . import footnotes, page_builders, shortcode_embeds, shortcode_pictures
from .closings import Closings
from .shortcode import Shortcode, attributes_of
from .text_facts import TextFacts

# Escaped as `[[code]]`. No bracket inside, so that the search is linear. What stands in a tag is left to the tag.
FOUND = re.compile(
    r"\[(?P<before>\[?)(?P<closes>/?)(?P<name>[A-Za-z][\w-]{0,40})(?P<options>(?:[\s=/][^\[\]]{0,3000})?)\](?P<after>\]?)"
    r"|<[A-Za-z/][^<>]*>"
)
EXPANDED = footnotes.SHORTCODES | shortcode_embeds.SHORTCODES | shortcode_pictures.SHORTCODES
WITH_CONTENT = footnotes.WITH_CONTENT | shortcode_embeds.WITH_CONTENT | shortcode_pictures.WITH_CONTENT
# Without a content they mean nothing.
NEED_CONTENT = footnotes.WITH_CONTENT | {"embed", "caption", "wp_caption"}


def expand(text: str, seen: Counter, about: TextFacts) -> str:
    """`seen` counts what was left out and what is unknown, by the words for the report."""
    out, position, closings = [], 0, Closings(text)
    while found := FOUND.search(text, position):
        out.append(text[position : found.start()])
        written, position = (found[0], found.end()) if not found["name"] else _expanded(found, closings, seen, about)
        out.append(written)
    return "".join(out) + text[position:]


def _expanded(found: re.Match, closings: Closings, seen: Counter, about: TextFacts) -> tuple[str, int]:
    """What stands for the shortcode, and where the text goes on."""
    name, end = found["name"].lower(), found.end("options") + 1
    if found["before"] and found["after"]:
        return found[0][1:-1], found.end()
    content: str | None = ""
    if name in EXPANDED and not found["closes"]:
        content, end = _content(name, found, closings)
    if content is None or not (name in EXPANDED or page_builders.is_layout(name, closings)):
        _note_unknown(found, name, closings, seen)
        return found[0], found.end()
    inner = expand(content, seen, about) if "[" in content else content
    shortcode = Shortcode(name, *attributes_of(found["options"]), inner, about, seen)
    if name in EXPANDED:
        # A closing one without an opening one says nothing.
        written = "" if found["closes"] else EXPANDED[name](shortcode)
    else:
        written, end = page_builders.unwrapped(shortcode, bool(found["closes"]), closings, end)
    return found["before"] + written, end


def _content(name: str, found: re.Match, closings: Closings) -> tuple[str | None, int]:
    """None if there must be a content and the shortcode is never closed."""
    start = found.end("options") + 1
    if name not in WITH_CONTENT or found["options"].endswith("/"):
        return "", start
    content, end = closings.content(f"[/{name}]", start)
    # Another one of its kind before its end: this one was never closed.
    if content is None or closings.lower.find(f"[{name}", start, end - len(name) - 3) >= 0:
        return (None if name in NEED_CONTENT else ""), start
    return content, end


def _note_unknown(found: re.Match, name: str, closings: Closings, seen: Counter) -> None:
    """A bare `[word]` is more often an aside of the author's than a shortcode."""
    is_one = "=" in found["options"] or set(name) & set("_-") or closings.after(f"[/{name}]", found.end()) >= 0
    if is_one and not found["closes"]:
        seen[f"shortcode [{name}] stays as text"] += 1
