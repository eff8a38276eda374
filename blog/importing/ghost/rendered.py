"""Cards in the HTML that Ghost has rendered: their facts are read from it, and plain HTML takes their place."""

from collections import Counter
from collections.abc import Callable
from html import escape

from ..html_tree import VOID, Node, parsed
from . import cards
from .rows import Row


def without_cards(nodes: list, seen: Counter) -> list:
    done: list = []
    for node in nodes:
        if isinstance(node, str):
            done.append(node)
            continue
        name = next((name for name in READERS if f"kg-{name}-card" in node.classes), "")
        if name:
            done += parsed(cards.html(name, Row(READERS[name](node)), seen)).children
        else:
            node.children = without_cards(node.children, seen)
            done.append(node)
    return done


def _find(node: Node, *names: str) -> Node:
    """The first node of these classes; an empty one if there is none."""
    return next((each for each in _all(node) if each.classes & set(names)), Node("none"))


def _all(node: Node):
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from _all(child)


def _first(node: Node, tag: str) -> Node:
    return next(node.nodes(tag), Node("none"))


def _words(node: Node, *names: str) -> str:
    return " ".join(_find(node, *names).text.split())


def _inner(node: Node) -> str:
    return "".join(_html(child) for child in node.children)


def _html(node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    if node.tag == "more":
        return "<!--more-->"
    if node.tag == "span":
        # Ghost puts one around every stretch of words.
        return _inner(node)
    opening = f"<{node.tag}" + "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items()) + ">"
    return opening if node.tag in VOID else f"{opening}{_inner(node)}</{node.tag}>"


def _caption(node: Node) -> str:
    return _inner(_first(node, "figcaption"))


def _gallery(node: Node) -> dict:
    return {"images": [_picture(image) for image in node.nodes("img")], "caption": _caption(node)}


def _picture(image: Node) -> dict:
    return {name: image.attributes.get(name, "") for name in ("src", "alt", "title")}


def _bookmark(node: Node) -> dict:
    return {
        "url": _first(node, "a").attributes.get("href", ""),
        "title": _words(node, "kg-bookmark-title"),
        "description": _words(node, "kg-bookmark-description"),
        "caption": _caption(node),
    }


def _callout(node: Node) -> dict:
    return {"calloutEmoji": _words(node, "kg-callout-emoji"), "calloutText": _inner(_find(node, "kg-callout-text"))}


def _toggle(node: Node) -> dict:
    heading = _find(node, "kg-toggle-heading-text")
    return {"heading": _inner(heading), "content": _inner(_find(node, "kg-toggle-content"))}


def _button(node: Node) -> dict:
    return {"buttonUrl": _first(node, "a").attributes.get("href", ""), "buttonText": _words_of(_first(node, "a"))}


def _words_of(node: Node) -> str:
    return " ".join(node.text.split())


def _media(tag: str) -> Callable[[Node], dict]:
    def facts(node: Node) -> dict:
        address = _first(node, tag).attributes.get("src", "")
        return {"src": address, "title": _words(node, f"kg-{tag}-title"), "caption": _caption(node)}

    return facts


def _file(node: Node) -> dict:
    return {
        "src": _first(node, "a").attributes.get("href", ""),
        "fileTitle": _words(node, "kg-file-card-title"),
        "fileName": _words(node, "kg-file-card-filename"),
        "fileCaption": _words(node, "kg-file-card-caption"),
    }


def _header(node: Node) -> dict:
    return {
        "heading": _inner(_find(node, "kg-header-card-heading", "kg-header-card-header")),
        "subheading": _inner(_find(node, "kg-header-card-subheading", "kg-header-card-subheader")),
        "backgroundImageSrc": _first(node, "img").attributes.get("src", ""),
        **_button(node),
    }


def _product(node: Node) -> dict:
    button = _find(node, "kg-product-card-button")
    return {
        "productImageSrc": _first(node, "img").attributes.get("src", ""),
        "productTitle": _inner(_find(node, "kg-product-card-title")),
        "productDescription": _inner(_find(node, "kg-product-card-description")),
        "productUrl": button.attributes.get("href", ""),
        "productButton": _words_of(button),
    }


# Pictures, embeds and code are plain enough as they are.
READERS: dict[str, Callable[[Node], dict]] = {
    "gallery": _gallery,
    "bookmark": _bookmark,
    "callout": _callout,
    "toggle": _toggle,
    "button": _button,
    "audio": _media("audio"),
    "video": _media("video"),
    "file": _file,
    "header": _header,
    "product": _product,
    **dict.fromkeys(("signup", "cta", "email", "email-cta"), lambda node: {}),
}
