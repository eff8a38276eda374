"""Pictures and films: loaded when they are needed, and with their size where it is known, so that no page jumps."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from markdown_it.token import Token

# The column of text is 44 rem wide at most.
SIZES = "(min-width: 48rem) 44rem, 100vw"
# As the sanitiser writes them: every value in double quotes, and no double quote inside.
MEDIUM = re.compile(r'</?a\b[^>]*>|<(img|audio|video)((?: [a-z-]+="[^"]*")*)>')
ELSEWHERE = re.compile(r"\s*(?:https?:|[/\\]{2})", re.IGNORECASE)
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    srcset: str


def make_figures(tokens: list[Token]) -> None:
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type != "paragraph_open" or opening.hidden or [c.type for c in inline.children or ()] != ["image"]:
            continue
        opening.type, opening.tag = "figure_open", "figure"
        closing.type, closing.tag = "figure_close", "figure"
        if caption := inline.children[0].attrs.pop("title", ""):
            text = Token("text", "", 0, content=caption)
            inline.children += [Token("figcaption_open", "figcaption", 1), text]
            inline.children.append(Token("figcaption_close", "figcaption", -1))


def none_is_gone(address: str) -> bool:
    return False


def describe_media(
    clean_html: str,
    pictures: Mapping[str, Picture],
    *,
    origin: str,
    word: str,
    is_gone: Callable[[str], bool] = none_is_gone,
) -> str:
    """
    Adds what no author need write: the way of loading, size and smaller copies; controls for sound and film. No page
    asks another site for a picture: one from elsewhere becomes a link, called `word` and its alternative text; of one
    of which `is_gone` says so, the same words stay. `origin` is this site's own address.

    After sanitising, which cannot check a srcset.
    """
    return MEDIUM.sub(_Describer(pictures, origin, word, is_gone), clean_html)


class _Describer:
    def __init__(self, pictures: Mapping[str, Picture], origin: str, word: str, is_gone: Callable[[str], bool]):
        self.pictures, self.origin, self.word, self.is_gone = pictures, origin, word, is_gone
        self.is_in_link = False

    def __call__(self, found: re.Match) -> str:
        if found[1] is None:
            self.is_in_link = not found[0].startswith("</")
            return found[0]
        attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[2])}
        if found[1] != "img":
            attributes |= {"controls": "", "preload": "metadata"}
        elif self._is_elsewhere(attributes.get("src", "")):
            return self._link(attributes)
        elif self.is_gone(attributes.get("src", "")):
            return f'<span class="gone">{escape(self._words(attributes))}</span>'
        else:
            attributes |= _size_and_copies(attributes, self.pictures) | {"loading": "lazy", "decoding": "async"}
        return f"<{found[1]}" + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items()) + ">"

    def _is_elsewhere(self, address: str) -> bool:
        is_own = self.origin and address.startswith(f"{self.origin}/")
        return ELSEWHERE.match(address) is not None and not is_own

    def _link(self, attributes: dict[str, str]) -> str:
        words = self._words(attributes)
        if self.is_in_link:
            return escape(words)
        return f'<a href="{escape(attributes["src"])}">{escape(words)}</a>'

    def _words(self, attributes: dict[str, str]) -> str:
        return f"{self.word}: {attributes['alt']}" if attributes.get("alt") else self.word


def _size_and_copies(attributes: dict[str, str], pictures: Mapping[str, Picture]) -> dict[str, str]:
    source = attributes.get("src", "")
    picture = pictures.get(source) or pictures.get(unquote(source))
    if picture is None:
        return {}
    copies = {"srcset": picture.srcset, "sizes": SIZES} if picture.srcset else {}
    if attributes.keys() & {"width", "height"}:
        return copies
    return {"width": str(picture.width), "height": str(picture.height)} | copies
