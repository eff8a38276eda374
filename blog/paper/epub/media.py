"""Pictures that come along, and what cannot: sound, film, frames of other sites and what unfolds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from .elements import add_class, classes, every, has_words, outside_formulas, rename, replace_children, words_of

FOR_SCREENS = {"permalink", "footnote-back"}
EMPTY = {"source", "track"}
SIZES = {"picture-full", "picture-large", "picture-medium", "picture-small"}


@dataclass(frozen=True)
class Image:
    """A picture inside the book."""

    name: str
    width: int
    height: int


def leave_out_pictures(element: Element, is_out: bool) -> None:
    """As the reader chose for all of them and for single ones: the nearest choice counts."""

    def choose(child: Element) -> list[Element]:
        chosen = classes(child) & {*SIZES, "picture-none"}
        is_child_out = "picture-none" in chosen if chosen else is_out
        if is_child_out and (child.tag == "img" or _shows_nothing_else(child)):
            return []
        leave_out_pictures(child, is_child_out)
        return [child]

    replace_children(element, choose)


def set_media(body: Element, images: Mapping[str, Image], words: Mapping[str, str]) -> None:
    """`words` are those of the text's language, see blog.markdown.words."""
    _drop(body, lambda element: element.tag == "a" and bool(classes(element) & FOR_SCREENS))
    for picture in every(body, "img"):
        _set_picture(picture, images.get(picture.get("src", "")), words["picture"])
    for medium in every(body, "audio", "video"):
        _link_to(medium, _address_of(medium), _invitation(medium))
    for box in every(body, "span"):
        if "box" in classes(box):
            _say_aloud(box, words)
    for item in every(body, "li"):
        if not has_words(item.text) and any("box" in classes(child) for child in item[:1]):
            add_class(item, "task")
    _drop(body, lambda element: element.tag in EMPTY)
    _drop(body, _is_empty_figure)


def _shows_nothing_else(figure: Element) -> bool:
    """A caption goes with its picture; a gallery stays while one of its pictures does."""
    is_shown = any(classes(inner) & SIZES for inner in figure.iter())
    return figure.tag == "figure" and next(figure.iter("img"), None) is not None and not is_shown


def _set_picture(picture: Element, image: Image | None, word: str) -> None:
    if image is None:
        _link_to(picture, picture.get("src", ""), picture.get("alt", "").strip() or word)
        return
    picture.set("src", image.name)
    picture.set("alt", " ".join(picture.get("alt", "").split()))
    if not {"width", "height"} & set(picture.keys()):
        picture.attrib |= {"width": str(image.width), "height": str(image.height)}


def _say_aloud(box: Element, words: Mapping[str, str]) -> None:
    """What a ticked and an empty box show."""
    is_done = bool(words_of(box))
    box.text = None
    box.attrib |= {"role": "img", "aria-label": words["done" if is_done else "open"]}
    add_class(box, "ticked" if is_done else "empty")


def _invitation(medium: Element) -> str:
    return _("Listen on the site") if medium.tag == "audio" else _("Watch on the site")


def _link_to(element: Element, address: str, words: str) -> None:
    rename(element, "a" if address else "span", **({"href": address} if address else {}))
    add_class(element, "medium")
    element[:], element.text = [], words


def _address_of(medium: Element) -> str:
    sources = [medium.get("src", ""), *(source.get("src", "") for source in medium.iter("source"))]
    return next(filter(None, sources), "")


def _drop(body: Element, is_out: Callable[[Element], bool]) -> None:
    for parent in list(outside_formulas(body)):
        replace_children(parent, lambda child: [] if is_out(child) else [child])


def _is_empty_figure(element: Element) -> bool:
    """Its picture was left out, and nothing else is there."""
    return element.tag == "figure" and not words_of(element) and element.find(".//img") is None
