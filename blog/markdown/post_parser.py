"""Everything a post may be written with, and how the parser's tokens become HTML."""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from .addresses import POST_SCHEMES, accept_addresses
from .autolinks import autolink_plugin
from .commonmark import commonmark_parser
from .formulas import formula_plugin
from .headings import lower_raw_headings

LONGEST_FOOTNOTE_LABEL = 100
# WordPress writes `<!--more Continue reading-->`, too.
MORE_MARKER = re.compile(r"<!--\s*more\b[^<>]*?-->", re.IGNORECASE)


@cache
def post_parser() -> MarkdownIt:
    md = commonmark_parser(tasklists=True, alerts=True, strikethrough_single_tilde=True)
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False).use(deflist_plugin).use(formula_plugin).use(autolink_plugin)
    md.inline.ruler.at("footnote_ref", _short_footnote_ref)
    accept_addresses(md, POST_SCHEMES)
    for name, rule in RENDER_RULES.items():
        md.add_render_rule(name, rule)
    return md


def _short_footnote_ref(state, silent: bool) -> bool:
    """Without this, each of 100,000 `[^` would look for its `]` to the end of the paragraph."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = min(state.posMax, state.pos + LONGEST_FOOTNOTE_LABEL + 3)
    return state.src.find("]", state.pos, end) > 0 and footnote_ref(state, silent)


def _fence(self, tokens, idx, options, env):
    token, language = tokens[idx], language_of(tokens[idx])
    if language.lower() == "math":
        return env["slots"].hold(env["formulas"].render(token.content, display=True), "div") + "\n"
    return code_block(token.content, language, env)


def language_of(fence: Token) -> str:
    """The first word after the fence; the rest is nobody's business."""
    return (unescapeAll(fence.info).split() or [""])[0]


def code_block(content: str, language: str, env) -> str:
    # A long line scrolls inside its block; with the tabindex it does by keyboard, too.
    name = f' class="language-{escape(language)}"' if language else ""
    return f'<pre tabindex="0"><code{name}>{env["highlighter"].render(content, language)}</code></pre>\n'


def _indented_code(self, tokens, idx, options, env):
    return code_block(tokens[idx].content, "", env)


def _formula(self, tokens, idx, options, env):
    html = env["formulas"].render(tokens[idx].content, display=False)
    if tokens[idx].markup == "$$":
        html = html.replace('display="inline"', 'display="block"', 1)
    return env["slots"].hold(html, text=_readable(tokens[idx].content))


def _readable(tex: str) -> str:
    """`x^2` can be read in a line of plain text, a fraction cannot."""
    return tex if len(tex) <= 20 and not set("\\{}") & set(tex) else "…"


def _formula_block(self, tokens, idx, options, env):
    return env["slots"].hold(env["formulas"].render(tokens[idx].content, display=True), "div") + "\n"


def _held(self, tokens, idx, options, env):
    return env["slots"].hold(tokens[idx].content, "div") + "\n"


def _raw_html(self, tokens, idx, options, env):
    html = lower_raw_headings(tokens[idx].content)
    return MORE_MARKER.sub(lambda found: env["slots"].hold_more_marker(), html)


def _list_item(self, tokens, idx, options, env):
    html = self.renderToken(tokens, idx, options, env)
    done = tokens[idx].meta.get("checked")
    if done is None:
        return html
    label = env["words"]["done" if done else "open"]
    box = f'<input type="checkbox" disabled{" checked" if done else ""} aria-label="{label}">'
    return html + env["slots"].hold(box) + " "


def _table_open(self, tokens, idx, options, env):
    label = escape(tokens[idx].meta.get("label", env["words"]["table"]))
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}">\n<table>\n'


def _table_close(self, tokens, idx, options, env):
    return "</table>\n</div>\n"


def _footnote_ref(self, tokens, idx, options, env):
    number, name = tokens[idx].meta["id"] + 1, _reference_name(tokens[idx])
    label = f"{env['words']['footnote']} {number}"
    link = f'<a id="{name}" href="#fn:{number}" role="doc-noteref" aria-label="{label}">{number}</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def _footnotes_open(self, tokens, idx, options, env):
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{env["words"]["footnotes"]}">\n<ol>\n'


def _footnotes_close(self, tokens, idx, options, env):
    return "</ol>\n</section>\n"


def _footnote_open(self, tokens, idx, options, env):
    return f'<li id="fn:{tokens[idx].meta["id"] + 1}">'


def _footnote_back(self, tokens, idx, options, env):
    name, label = _reference_name(tokens[idx]), env["words"]["back"]
    return f' <a class="footnote-back" href="#{name}" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>'


def _reference_name(token) -> str:
    """With a colon, which no heading's id has."""
    number, repeat = token.meta["id"] + 1, token.meta["subId"]
    return f"fnref:{number}:{repeat + 1}" if repeat else f"fnref:{number}"


RENDER_RULES = {
    "code_block": _indented_code,
    "fence": _fence,
    "footnote_anchor": _footnote_back,
    "footnote_block_close": _footnotes_close,
    "footnote_block_open": _footnotes_open,
    "footnote_open": _footnote_open,
    "footnote_ref": _footnote_ref,
    "formula": _formula,
    "formula_block": _formula_block,
    "held": _held,
    "html_block": _raw_html,
    "html_inline": _raw_html,
    "list_item_open": _list_item,
    "table_close": _table_close,
    "table_open": _table_open,
}
