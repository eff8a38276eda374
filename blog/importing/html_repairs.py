"""What must be mended in HTML before it is read as a tree: twins of pictures, films in Flash, lists by script."""

import re
from collections import Counter
from html import unescape

from .shortcode import address_line

NOSCRIPT = re.compile(r"<(/?)noscript\b[^<>]*>", re.IGNORECASE)
SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
SCRIPT = re.compile(r"<(script|form)\b([^<>]*)>", re.IGNORECASE)
GIST = re.compile(r"""["'\s=](https?://gist\.github\.com/[\w/-]{1,100})\.js""", re.IGNORECASE)
# A twin stands beside its picture.
NEAR = 3_000


def mended(html: str, seen: Counter) -> str:
    if "<img" in html:
        html = PICTURE.sub(_with_one_source, html)
    if "noscript" in html.lower():
        html = _without_twins(html)
    return SCRIPT.sub(lambda found: _script(found, seen), html)


def _with_one_source(found: re.Match) -> str:
    """Of two sources HTML takes the first, which here is the one that only holds the place."""
    sources = list(SOURCE.finditer(found[0]))
    if len(sources) < 2:
        return found[0]
    first = sources[0]
    return found[0][: first.start()] + found[0][first.end() :]


def _without_twins(html: str) -> str:
    """A picture that loads late stands once more in `<noscript>`; sometimes only there with its address."""
    out, position = [], 0
    for found in NOSCRIPT.finditer(html):
        if found[1] or found.start() < position:
            continue
        end = html.find("</noscript", found.end(), found.end() + NEAR)
        inner = html[found.end() : end] if end >= 0 else ""
        picture = SOURCE.search(inner) if PICTURE.search(inner) else None
        if picture is None:
            continue
        address = next(filter(None, picture.groups()), "")
        before = html[max(0, found.start() - NEAR) : found.start()]
        out += [html[position : found.start()], "" if address in before else inner]
        position = html.find(">", end) + 1
    return "".join(out) + html[position:]


def _script(found: re.Match, seen: Counter) -> str:
    if gist := GIST.search(found[2]):
        return address_line(unescape(gist[1])) + found[0]
    seen[f"<{found[1].lower()}> left out: a text holds no programs"] += 1
    return found[0]
