"""A comment: a small set of Markdown that cannot shout, load anything or claim an address on the page."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .addresses import COMMENT_SCHEMES, accept_addresses
from .autolinks import autolink_plugin
from .commonmark import commonmark_parser
from .headings import text_of
from .highlighting import Highlighter
from .meter import TooMuchWork
from .post_parser import code_block, language_of
from .sanitising import clean_comment
from .source import as_plain_paragraphs, prepare

# What a TEXT column of MySQL holds, less a little: the limit people know from WordPress.
MAX_COMMENT_BYTES = 65_525
# About one second of parsing on a slow machine.
ALLOWANCE = 120_000
MOST_HIGHLIGHTED = 20_000


def render_comment(source: str) -> str:
    """Raises TooLong. The HTML has passed the sanitiser and needs no other."""
    source = prepare(source, MAX_COMMENT_BYTES)
    md, env = comment_parser(), {"allowance": ALLOWANCE, "highlighter": Highlighter(MOST_HIGHLIGHTED)}
    try:
        tokens = md.parse(source, env)
    except TooMuchWork:
        return clean_comment(as_plain_paragraphs(source))
    flatten_headings(tokens)
    link_images(tokens)
    return clean_comment(md.renderer.render(tokens, md.options, env))


@cache
def comment_parser() -> MarkdownIt:
    md = commonmark_parser(html=False, breaks=True, strikethrough_single_tilde=True)
    # A line of dashes under a line of text is a rule here, since there are no headings.
    md.enable("strikethrough").disable("lheading").use(autolink_plugin)
    accept_addresses(md, COMMENT_SCHEMES)
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _indented_code)
    return md


def flatten_headings(tokens: list[Token]) -> None:
    """A heading becomes a paragraph in bold."""
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            token.tag = tokens[i + 2].tag = "p"
            inline = tokens[i + 1]
            inline.children = [Token("strong_open", "strong", 1), *inline.children, Token("strong_close", "strong", -1)]


def link_images(tokens: list[Token]) -> None:
    """An image becomes a link to it, or its description where a link is around it already."""
    for token in tokens:
        if token.children and any(child.type == "image" for child in token.children):
            token.children = list(_without_images(token.children))


def _without_images(children: list[Token]):
    links = 0
    for child in children:
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "image":
            yield child
            continue
        address = str(child.attrs["src"])
        text = Token("text", "", 0, content=text_of(child.children) or address)
        if links or not address:
            yield text
        else:
            yield from (Token("link_open", "a", 1, attrs={"href": address}), text, Token("link_close", "a", -1))


def _fence(self, tokens, idx, options, env):
    return code_block(tokens[idx].content, language_of(tokens[idx]), env)


def _indented_code(self, tokens, idx, options, env):
    return code_block(tokens[idx].content, "", env)
