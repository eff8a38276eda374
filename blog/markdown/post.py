"""A post: its Markdown becomes clean HTML, a contents list, an excerpt and its plain words."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from .embeds import DEFAULT_EMBED_HOSTS, embeddable_address, link_card
from .headings import Heading, anchor_headings, contents_list, is_contents_marker, text_of
from .highlighting import Highlighter
from .mathml import Formulas
from .meter import TooMuchWork
from .pictures import Picture, describe_media, make_figures, none_is_gone
from .post_parser import post_parser
from .prose import count_words, excerpt_of, read
from .sanitising import clean_post
from .slots import Slots
from .source import as_plain_paragraphs, prepare
from .words import words_for

MAX_POST_BYTES = 500_000
# About three seconds of parsing on a slow machine; 500 KB of dense, honest Markdown need half of it.
ALLOWANCE = 250_000
MOST_HIGHLIGHTED = 100_000
LONGEST_TABLE_LABEL = 80


@dataclass(frozen=True)
class Rendered:
    html: str
    contents: tuple[Heading, ...]
    excerpt: str
    word_count: int
    plain: str


def render_post(
    source: str,
    *,
    pictures: Mapping[str, Picture] = {},
    embed_hosts: Collection[str] = DEFAULT_EMBED_HOSTS,
    language: str = "en",
    origin: str = "",
    is_gone: Callable[[str], bool] = none_is_gone,
) -> Rendered:
    """Raises TooLong. `html` has passed the sanitiser and needs no other; the rest is plain text."""
    source = prepare(source, MAX_POST_BYTES)
    slots = Slots()
    try:
        html, contents = _to_html(source, slots, embed_hosts, language)
        clean = clean_post(html, slots)
    except TooMuchWork:
        return _as_typed(source)
    plain, excerpt = read(clean, slots)
    word = words_for(language)["picture"]
    html = slots.fill(describe_media(clean, pictures, origin=origin, word=word, is_gone=is_gone))
    return Rendered(html, contents, excerpt, count_words(plain), plain)


def _as_typed(source: str) -> Rendered:
    plain = "\n".join(line.strip() for line in source.split("\n") if line.strip())
    return Rendered(as_plain_paragraphs(source), (), excerpt_of(plain[:2_000]), count_words(plain), plain)


def _to_html(source: str, slots: Slots, embed_hosts, language: str) -> tuple[str, tuple[Heading, ...]]:
    words = words_for(language)
    env = {
        "allowance": ALLOWANCE,
        "formulas": Formulas(),
        "highlighter": Highlighter(MOST_HIGHLIGHTED),
        "slots": slots,
        "words": words,
    }
    md = post_parser()
    tokens = md.parse(source, env)
    contents = anchor_headings(tokens)
    place_contents_list(tokens, contents, language)
    place_embeds(tokens, embed_hosts, language)
    make_figures(tokens)
    name_alerts(tokens, words)
    shape_tables(tokens, words)
    return md.renderer.render(tokens, md.options, env), contents


def place_contents_list(tokens: list[Token], contents: tuple[Heading, ...], language: str) -> None:
    """In the first paragraph that asks for it: a list in each of them could make a short text endless."""
    for start, inline in _paragraphs(tokens):
        if is_contents_marker(inline):
            _hold(tokens, start, contents_list(contents, language))
            contents = ()


def place_embeds(tokens: list[Token], hosts: Collection[str], language: str) -> None:
    for start, inline in _paragraphs(tokens):
        if tokens[start].level == 0 and (frame := embeddable_address(inline, hosts)):
            _hold(tokens, start, link_card(inline.children[0].attrs["href"], frame, language))


def name_alerts(tokens: list[Token], words: Mapping[str, str]) -> None:
    for i, token in enumerate(tokens):
        if token.type == "alert_open":
            kind = token.meta["kind"].lower()
            token.attrs = {"class": f"alert alert-{kind}", "role": "note"}
            tokens[i + 1].attrs = {"class": "alert-title"}
            tokens[i + 2].children = [Token("text", "", 0, content=words[kind])]


def shape_tables(tokens: list[Token], words: Mapping[str, str]) -> None:
    """Alignment as a class, since the page forbids inline style; a name for the region that scrolls."""
    table = Token("table_open", "table", 1)
    names: list[str] = []
    for token, following in pairwise(tokens):
        if token.type == "table_open":
            table, names = token, []
        elif token.type in ("th_open", "td_open"):
            if style := token.attrs.pop("style", ""):
                token.attrs["class"] = "align-" + str(style).removeprefix("text-align:")
            if token.type == "th_open":
                token.attrs["scope"] = "col"
                names.append(text_of(following.children))
        elif token.type == "thead_close":
            label = f"{words['table']}: {', '.join(filter(None, names))}"
            table.meta["label"] = label[:LONGEST_TABLE_LABEL].rstrip(": ")


def _paragraphs(tokens: list[Token]):
    for start, token in enumerate(tokens):
        if token.type == "paragraph_open" and not token.hidden:
            yield start, tokens[start + 1]


def _hold(tokens: list[Token], start: int, html: str) -> None:
    """The paragraph that starts there gives its place to HTML of our own."""
    tokens[start].type, tokens[start].content = "held", html
    for token in tokens[start + 1 : start + 3]:
        token.type, token.hidden, token.children = "paragraph_close", True, []
