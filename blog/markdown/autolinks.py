"""Bare addresses become links, by GitHub's rules: `https://…`, `www.…` and `name@host`.

Each rule looks at a bounded piece of text, so that a flood of half addresses stays linear.
"""

import re

from markdown_it import MarkdownIt

from .addresses import LONGEST_ADDRESS
from .meter import spend

ADDRESS = re.compile(rf"[^\s<\x00-\x1f]{{1,{LONGEST_ADDRESS}}}")
HOST = re.compile(r"[^\W_](?:[\w-]{0,62})(?:\.[\w-]{1,63}){0,10}", re.UNICODE)
MAIL_NAME = re.compile(r"[A-Za-z0-9.+_-]+\Z")
MAIL_HOST = re.compile(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,10}")
TRAILING_ENTITY = re.compile(r"&[A-Za-z0-9]{1,31};\Z")
LONGEST_MAIL_NAME = 64
MAY_STAND_BEFORE = frozenset(" \t\n*_~(")


def autolink_plugin(md: MarkdownIt) -> None:
    md.inline.add_terminator_char("w")
    md.inline.ruler.push("bare_www", _bare_www)
    md.inline.ruler.push("bare_address", _bare_address)
    md.inline.ruler.push("bare_mail", _bare_mail)


def _bare_www(state, silent: bool) -> bool:
    start = state.pos
    if silent or state.linkLevel or not state.src.startswith("www.", start) or not _may_start(state, start):
        return False
    text = _address_at(state, start)
    host = HOST.match(text)
    if not host or host[0].count(".") < 2 or not _is_host(host[0]):
        return False
    return _link(state, start, f"http://{text}", text)


def _bare_address(state, silent: bool) -> bool:
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = next((name for name in ("https", "http") if state.pending.endswith(name)), None)
    if scheme is None or not _may_start(state, start := state.pos - len(scheme)):
        return False
    text = _address_at(state, start)
    host = HOST.match(text, len(scheme) + 3)
    if not host or not _is_host(host[0]):
        return False
    return _link(state, start, text, text)


def _bare_mail(state, silent: bool) -> bool:
    if silent or state.linkLevel or state.src[state.pos] != "@":
        return False
    name = MAIL_NAME.search(state.src[max(0, state.pos - LONGEST_MAIL_NAME) : state.pos])
    host = MAIL_HOST.match(state.src, state.pos + 1, state.posMax)
    if not name or not host or not state.pending.endswith(name[0]):
        return False
    start = state.pos - len(name[0])
    if host[0][-1] in "-_" or state.src[host.end() : host.end() + 1] == "@" or not _may_start(state, start):
        return False
    text = name[0] + "@" + host[0]
    return _link(state, start, f"mailto:{text}", text)


def _may_start(state, start: int) -> bool:
    return start == 0 or state.src[start - 1] in MAY_STAND_BEFORE


def _is_host(host: str) -> bool:
    """GitHub's rule: no underscore in the last two parts of a host."""
    return not any("_" in part for part in host.split(".")[-2:])


def _address_at(state, start: int) -> str:
    # Reading as far as an address may go is dear even where none comes of it.
    spend(state.env, 6)
    found = ADDRESS.match(state.src, start, state.posMax)
    text = found[0] if found else ""
    return "" if len(text) == LONGEST_ADDRESS else _without_trailing_punctuation(text)


def _without_trailing_punctuation(text: str) -> str:
    surplus = text.count(")") - text.count("(")
    while text:
        if text[-1] in "?!.,:*_~'\"[]":
            text = text[:-1]
        elif text[-1] == ")" and surplus > 0:
            text, surplus = text[:-1], surplus - 1
        elif text[-1] == ";":
            entity = TRAILING_ENTITY.search(text, max(0, len(text) - 34))
            text = text[: entity.start()] if entity else text[:-1]
        else:
            break
    return text


def _link(state, start: int, address: str, text: str) -> bool:
    href = state.md.normalizeLink(address)
    if not state.md.validateLink(href):
        return False
    typed_before = state.pos - start
    if typed_before:
        state.pending = state.pending[:-typed_before]
    # Taking an address apart costs as much as several places without one.
    spend(state.env, 8)
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    opening.markup = "autolink"
    state.push("text", "", 0).content = state.md.normalizeLinkText(text)
    state.push("link_close", "a", -1).markup = "autolink"
    state.pos = start + len(text)
    return True
