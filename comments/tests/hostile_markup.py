"""Two hundred comments that try to run a script, each a line of `hostile_markup.txt`; and what may come of one."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5

ESCAPE = re.compile(r"(?:\\u[0-9a-f]{4})+|\\x01|\\[ntr0f]")
TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "span", "strong", "ul"}
ATTRIBUTES = {
    "a": {"href", "title", "rel"}, "code": {"class"}, "ol": {"start"}, "pre": {"tabindex"}, "span": {"class"},
}  # fmt: skip
ADDRESS = re.compile(r"(https?://|mailto:|/|#|[?])", re.IGNORECASE)


def strings() -> list[str]:
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return [ESCAPE.sub(_character, line) for line in lines if not line.startswith("## ")]


def faults_of(html: str) -> list[str]:
    """What no comment may hold, as a browser would read it: by another parser than the one that cleaned it."""
    tree = tinyhtml5.parse(f"<!doctype html><body>{html}", namespace_html_elements=False)
    return [fault for element in tree.find("body").iter() for fault in _faults(element) if element.tag != "body"]


def _faults(element: Element) -> list[str]:
    tag, attributes = str(element.tag), element.attrib
    found = [f"<{tag}>"] if tag not in TAGS else []
    found += [f"<{tag} {name}>" for name in attributes if name not in ATTRIBUTES.get(tag, set())]
    if tag == "a" and not ADDRESS.match(attributes.get("href", "#")):
        found.append(f"<a href={attributes['href']!r}>")
    if tag == "a" and "href" in attributes and set(attributes.get("rel", "").split()) != {"nofollow", "ugc"}:
        found.append(f"<a rel={attributes.get('rel')!r}>")
    return found


def _character(match: re.Match) -> str:
    text = match[0]
    if text.startswith("\\u"):
        return bytes(text, "ascii").decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")
    return {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\0": "\0", "\\f": "\f", "\\x01": "\x01"}[text]
