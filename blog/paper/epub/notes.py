"""Footnotes, so that a reading program shows each where it is called, and the numbers that stand for addresses."""

from xml.etree.ElementTree import Element, SubElement

from .elements import add_class, classes, every, rename, words_of


def set_notes(body: Element, back: str) -> None:
    """`back` is what the way back to the text is called."""
    for section in every(body, "section"):
        if "footnotes" in classes(section):
            _set_section(section, back)
    targets = {element.get("id") for element in body.iter("aside") if "footnote" in classes(element)}
    for link in every(body, "a"):
        if link.get("href", "").removeprefix("#") in targets and "back" not in classes(link):
            link.attrib |= {"epub:type": "noteref", "role": "doc-noteref"}


def number_addresses(body: Element, document: str, prefix: str) -> None:
    """The number behind a link leads to its address."""
    for number in every(body, "sup"):
        if "link-number" in classes(number):
            words, number.text = words_of(number), None
            link = SubElement(number, "a", {"href": f"{document}#{address_id(prefix, words.strip('[]'))}"})
            link.attrib |= {"epub:type": "noteref", "role": "doc-noteref"}
            link.text = words


def address_id(prefix: str, number: int | str) -> str:
    return f"{prefix}address-{number}"


def _set_section(section: Element, back: str) -> None:
    """Each note by itself, with its number, which leads back."""
    notes = section.findall("./ol/li")
    callers = _callers(section)
    rename(section, "section", **{"epub:type": "footnotes"})
    section.text, section[:] = None, notes
    for number, note in enumerate(notes, 1):
        caller = callers.get(note.get("id", ""))
        rename(note, "aside", **{"epub:type": "footnote", "role": "doc-footnote"})
        add_class(note, "footnote")
        _put_number(note, number, caller, back)


def _callers(section: Element) -> dict[str, str]:
    """Where each note is called from first."""
    callers: dict[str, str] = {}
    for note in section.iter("li"):
        for link in note.iter("a"):
            if "footnote-back" in classes(link):
                callers.setdefault(note.get("id", ""), link.get("href", ""))
    return callers


def _put_number(note: Element, number: int, caller: str | None, back: str) -> None:
    place = note[0] if len(note) and note[0].tag == "p" and not (note.text or "").strip() else note
    mark = Element("a" if caller else "span", {"class": "back"})
    if caller:
        mark.attrib |= {"href": caller, "role": "doc-backlink", "title": back}
    mark.text, mark.tail = f"{number}.", f" {place.text or ''}"
    place.text = None
    place.insert(0, mark)
