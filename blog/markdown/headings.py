"""Headings: under the page's own title, each with an address of its own, and together the contents list."""

import re
import unicodedata
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from .attributes import ID_PREFIX
from .words import words_for

LONGEST_SLUG = 80
RAW_H1 = re.compile(r"<(/?)h1\b", re.IGNORECASE)
CONTENTS_MARKER = re.compile(r"\[toc\]|\[\[toc\]\]", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str


def anchor_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Gives every heading its level, id and permalink, and returns them in order."""
    pairs = [(token, tokens[i + 1]) for i, token in enumerate(tokens) if token.type == "heading_open"]
    shift = 1 if any(token.tag == "h1" for token, _ in pairs) else 0
    slugs, headings = Slugs(), []
    for opening, inline in pairs:
        text = text_of(inline.children)
        level = min(6, int(opening.tag[1]) + shift)
        slug = slugs.take(text)
        opening.tag, opening.attrs = f"h{level}", {"id": slug}
        inline.children += _permalink(slug)
        headings.append(Heading(level, ID_PREFIX + slug, text))
    _close_alike(tokens)
    return tuple(headings)


def lower_raw_headings(html: str) -> str:
    """There is one h1 on the page, and it is the title."""
    return RAW_H1.sub(r"<\1h2", html)


def text_of(children: list[Token] | None) -> str:
    parts = []
    for token in children or ():
        if token.type in ("text", "code_inline", "formula"):
            parts.append(token.content)
        elif token.type == "image":
            parts.append(text_of(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return " ".join("".join(parts).split())


class Slugs:
    """Unique ones, in any script; the next number is remembered, or 1,000 equal headings are a million tries."""

    def __init__(self):
        self.taken: set[str] = set()
        self.next: dict[str, int] = {}

    def take(self, text: str) -> str:
        wanted = slug = _slug(text)
        while slug in self.taken:
            number = self.next.get(wanted, 2)
            self.next[wanted] = number + 1
            slug = f"{wanted}-{number}"
        self.taken.add(slug)
        return slug


def contents_list(headings: tuple[Heading, ...], language: str) -> str:
    """A nested list; safe HTML, since everything in it is escaped here."""
    if not headings:
        return ""
    out = [f'<nav class="contents" aria-label="{words_for(language)["contents"]}">']
    open_levels: list[int] = []
    for heading in headings:
        if open_levels and heading.level <= open_levels[-1]:
            while len(open_levels) > 1 and heading.level <= open_levels[-2]:
                out.append("</li></ol>")
                open_levels.pop()
            out.append("</li>")
            open_levels[-1] = heading.level
        else:
            out.append("<ol>")
            open_levels.append(heading.level)
        out.append(f'<li><a href="#{escape(heading.id)}">{escape(heading.text)}</a>')
    return "".join([*out, "</li></ol>" * len(open_levels), "</nav>"])


def is_contents_marker(inline: Token) -> bool:
    return CONTENTS_MARKER.fullmatch(inline.content.strip()) is not None


def _slug(text: str) -> str:
    # Letters, numbers and marks: without the marks, Hindi loses its vowels.
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" or c == "_" else " " for c in text.lower())
    return "-".join(kept.split())[:LONGEST_SLUG].strip("-") or "section"


def _permalink(slug: str) -> list[Token]:
    # Empty and hidden from screen readers, which have their own list of headings; the sign comes from the stylesheet.
    attributes = {"class": "permalink", "href": f"#{slug}", "aria-hidden": "true", "tabindex": "-1"}
    return [Token("link_open", "a", 1, attrs=attributes), Token("link_close", "a", -1)]


def _close_alike(tokens: list[Token]) -> None:
    for i, token in enumerate(tokens):
        if token.type == "heading_close":
            token.tag = tokens[i - 2].tag
