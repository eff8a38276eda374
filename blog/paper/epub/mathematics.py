"""Formulas stay MathML, which reading programs set and read aloud; their TeX is there for those that cannot."""

from xml.etree.ElementTree import Element

from .elements import every, rename, words_of

# Elements of a fixed number of parts; with another number they are no more than a row.
PARTS = {"mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3}
LETTERS = {"mi", "mn", "mo", "ms", "mtext"}
HOLD_ROWS = {"mtable": "mtr", "mtr": "mtd"}
# What browsers know and the schema for books does not.
UNKNOWN = {"mathcolor": {"mtable", "mtr", "mtd"}}


def set_formulas(body: Element) -> bool:
    """Whether there are any."""
    for place in every(body, "div", "span"):
        if (tex := place.attrib.pop("data-tex", "")) and (math := place.find("math")) is not None:
            math.set("alttext", " ".join(tex.split()))
            if place.tag == "div":
                place.set("tabindex", "0")  # a wide formula scrolls inside its place
    found = list(body.iter("math"))
    for math in found:
        if words_of(math):
            _set(math)
        else:
            rename(math, "span")
            math[:] = []
    return any(math.tag == "math" for math in found)


def _set(math: Element) -> None:
    for element in math.iter():
        if PARTS.get(element.tag, len(element)) != len(element):
            element.tag = "mrow"
            element.attrib.clear()
        if element.tag not in LETTERS:
            _wrap_loose_letters(element)
        elif len(element):
            element.text, element[:] = words_of(element), []
        if row := HOLD_ROWS.get(element.tag):
            _hold_only(element, row)


def _wrap_loose_letters(element: Element) -> None:
    texts = [element.text, *(child.tail for child in element)]
    if element.text and element.text.strip():
        element.insert(0, _letters(element.text))
    element.text = None
    for child in list(element):
        child.tail = None
    if any(text and text.strip() for text in texts[1:]):
        element.append(_letters(" ".join(filter(None, texts[1:]))))


def _hold_only(element: Element, name: str) -> None:
    for place, child in enumerate(list(element)):
        if child.tag != name:
            element[place] = Element(name)
            element[place].append(child)


def _letters(text: str) -> Element:
    letters = Element("mtext")
    letters.text = text.strip()
    return letters
