"""What lists, figures, ruby and tables hold, and in which order; what else stands in them is given a place."""

import re
from xml.etree.ElementTree import Element

from .elements import every, has_words, holds_blocks, rename, replace_children

ORDER_IN_TABLE = {"caption": 0, "colgroup": 1, "thead": 2, "tbody": 3, "tfoot": 4}
RUBY = re.compile(r"(?:x+(?:t|ptp)+)+(x*)")


def shape(element: Element) -> None:
    SHAPED[element.tag](element)


def _shape_list(element: Element) -> None:
    """All it holds are items; what stands between them becomes one."""
    items: list[Element] = []
    if has_words(element.text):
        items.append(_item_of(element.text))
    element.text = None
    for child in list(element):
        words, child.tail = child.tail, None
        if child.tag == "li":
            items.append(child)
        else:
            items.append(Element("li"))
            items[-1].append(child)
        if has_words(words):
            items.append(_item_of(words))
        if element.tag == "ul":
            child.attrib.pop("value", None)
    element[:] = items


def _item_of(words: str | None) -> Element:
    item = Element("li")
    item.text = words
    return item


def _shape_terms(element: Element) -> None:
    """Terms and what they mean, in turn; anything else is no such list."""
    kinds = [child.tag for child in element]
    is_loose = has_words(element.text) or any(has_words(child.tail) for child in element)
    if is_loose or not re.fullmatch(r"(?:(?:dt )+(?:dd )+)+", " ".join([*kinds, ""])):
        rename(element, "div")


def _shape_figure(element: Element) -> None:
    """One caption: first, or else last."""
    captions = element.findall("figcaption")
    for caption in captions[1:]:
        rename(caption, "div")
    if captions and (element[0] is not captions[0] or has_words(element.text)):
        replace_children(element, lambda child: [] if child is captions[0] else [child])
        captions[0].tail = None
        element.append(captions[0])


def _shape_ruby(element: Element) -> None:
    marks = "x" if has_words(element.text) else ""
    for child in element:
        marks += {"rt": "t", "rp": "p"}.get(child.tag, "x") + ("x" if has_words(child.tail) else "")
    found = RUBY.fullmatch(marks)
    if not found or holds_blocks(element):
        rename(element, "span")
    elif found[1]:
        element.append(Element("rt"))  # words at its end need one, and be it empty


def _shape_table(element: Element) -> None:
    """One caption, one head, one foot, in this order, and rows in all of them."""
    element.text, seen = None, set()
    for place, part in enumerate(list(element)):
        part.tail = None
        if part.tag == "caption" and part.tag in seen:
            part.tag = "td"
            element[place] = _holding("tbody", _holding("tr", part))
        elif part.tag in {"thead", "tfoot"} & seen:
            part.tag = "tbody"
        elif part.tag == "tr":
            element[place] = _holding("tbody", part)
        seen.add(part.tag)
    element[:] = sorted(element, key=lambda part: ORDER_IN_TABLE.get(part.tag, 3))
    _drop_white_space(element)


def _holding(tag: str, part: Element) -> Element:
    holder = Element(tag)
    holder.append(part)
    return holder


def _drop_white_space(table: Element) -> None:
    """The parser leaves nothing else between rows and cells."""
    for row in every(table, "tr", "thead", "tfoot", "tbody"):
        row.text = None
        for cell in row:
            cell.tail = None


SHAPED = {
    "dl": _shape_terms,
    "figure": _shape_figure,
    "ol": _shape_list,
    "ruby": _shape_ruby,
    "table": _shape_table,
    "ul": _shape_list,
}
