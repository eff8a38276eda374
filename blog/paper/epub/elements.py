"""The tree of a sheet's HTML: read by a browser's rules, walked, changed, and written as XHTML."""

from collections.abc import Callable, Iterator
from html import escape
from xml.etree.ElementTree import Element

import tinyhtml5
from django.utils.safestring import SafeString, mark_safe

from ...markdown.source import without_forbidden

MATHML = "http://www.w3.org/1998/Math/MathML"
ON_ANY = {"class", "dir", "id", "lang", "title", "xml:lang"}
BLOCKS = frozenset(
    "article aside blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()  # noqa: SIM905
)
VOID = {"br", "col", "hr", "img", "wbr"}


def read(html: str) -> Element:
    """The body of `html`. Formulas say what they are by their namespace alone, so that a name is just a name."""
    body = tinyhtml5.parse(f"<!doctype html><body>{html}", namespace_html_elements=False).find("body")
    for element in body.iter():
        namespace, _brace, name = element.tag.rpartition("}")
        element.tag = name
        if name == "math" and namespace:
            element.set("xmlns", MATHML)
    return body


def write(element: Element) -> SafeString:
    """
    What is inside the element, as XHTML. Names come from our own lists or the sanitiser's, every text and value is
    escaped here. Without recursion: a text may be nested as deep as it likes.
    """
    pieces, waiting = [_text(element.text)], [iter(element)]
    closing: list[str] = [""]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            pieces.append(closing.pop())
            continue
        tag = f"<{child.tag}" + "".join(f' {name}="{_value(value)}"' for name, value in child.items())
        if child.tag in VOID:
            pieces += [tag, "/>", _text(child.tail)]
            continue
        pieces += [tag, ">", _text(child.text)]
        waiting.append(iter(child))
        closing.append(f"</{child.tag}>{_text(child.tail)}")
    return mark_safe("".join(pieces))


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def words_of(element: Element, but: Callable[[Element], bool] = lambda element: False) -> str:
    """`but` says what is not to be read."""
    return " ".join("".join(_texts(element, but)).split())


def has_words(text: str | None) -> bool:
    """A no-break space is one, as XML sees it."""
    return bool(text and text.strip(" \t\r\n\f"))


def holds_blocks(element: Element) -> bool:
    return any(inner.tag in BLOCKS for inner in element.iter())


def rename(element: Element, tag: str, **attributes: str) -> None:
    """Another element in its place: nothing of its attributes stays but those that mean the same on any."""
    kept = {
        name: element.get(name) for name in ("class", "dir", "id", "lang", "xml:lang", "title") if element.get(name)
    }
    element.attrib.clear()
    element.attrib.update(kept | attributes)
    element.tag = tag


def replace_children(parent: Element, change: Callable[[Element], list[Element]]) -> None:
    """Each child gives way to what `change` returns for it; the text behind it stays."""
    children: list[Element] = []
    for child in list(parent):
        tail, new = child.tail, change(child)
        if new and new[-1] is not child:
            new[-1].tail = tail
        elif not new:
            _append_text(parent, children, tail)
        children += new
    parent[:] = children


def every(root: Element, *tags: str) -> Iterator[Element]:
    """A list of them beforehand, so that they may be changed."""
    return (element for element in list(root.iter()) if element.tag in tags)


def outside_formulas(root: Element) -> Iterator[Element]:
    """Every element but what formulas are made of, which has rules of its own."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [child for child in element if child.tag != "math"]


def _texts(element: Element, but: Callable[[Element], bool]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not but(child):
            yield from _texts(child, but)
        yield child.tail or ""


def _append_text(parent: Element, children: list[Element], text: str | None) -> None:
    if children:
        children[-1].tail = (children[-1].tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")


def _text(text: str | None) -> str:
    return escape(without_forbidden(text or ""), quote=False)


def _value(text: str) -> str:
    return escape(without_forbidden(text)).replace("\n", "&#10;").replace("\t", "&#9;")
