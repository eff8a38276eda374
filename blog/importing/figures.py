"""Pictures that stand by themselves: with caption and link, beside the text, or side by side in a gallery."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from .html_tree import INLINE, Node
from .line_writer import LineWriter
from .markdown_text import SPACES, link, picture, tag
from .picture_nodes import PLACES, Shown, place_of

CAPTIONS = {"wp-caption-text", "gallery-caption", "blocks-gallery-item__caption", "blocks-gallery-caption"}
GALLERIES = {
    "gallery", "wp-block-gallery", "blocks-gallery-grid", "wp-block-jetpack-tiled-gallery", "tiled-gallery",
    "wp-block-jetpack-slideshow", "wp-block-coblocks-gallery-masonry", "wp-block-coblocks-gallery-stacked",
    "wp-block-coblocks-gallery-carousel",
}  # fmt: skip
FRAMES = {"figure", "li", "dl"}
# A figure may hold these; then it is more than a picture.
OTHER_CONTENT = ("table", "pre", "audio", "video", "iframe", "object", "embed", "blockquote", "ul", "ol")


def is_gallery(node: Node) -> bool:
    if node.classes & GALLERIES or (node.tag == "figure" and not _holds_other(node)):
        return sum(1 for _ in node.nodes("img")) > 1
    return False


def is_picture_frame(node: Node) -> bool:
    """A figure, or what was one before there were figures."""
    is_frame = node.tag == "figure" or "wp-caption" in node.classes
    return is_frame and sum(1 for _ in node.nodes("img")) == 1 and not _holds_other(node)


def _holds_other(node: Node) -> bool:
    return any(True for _ in node.nodes(*OTHER_CONTENT))


@dataclass(frozen=True)
class Group:
    pictures: list[Shown]
    words: list


class FigureWriter:
    def __init__(self, line: LineWriter):
        self.line = line

    def frame(self, node: Node) -> Shown | None:
        """The one picture of a figure; what else stands in it is its caption. None if words would be lost."""
        shown = self._in_frame(node)
        return shown if shown and _words(node.children) == _words(shown.caption) else None

    def group(self, node: Node) -> Group | None:
        """The pictures of a gallery; None if there are words in it that belong to none."""
        pictures = [shown for frame in _frames(node) if (shown := self._in_frame(frame))]
        captions = [child for child in node.children if isinstance(child, Node) and is_caption(child)]
        words = [child for caption in captions for child in caption.children]
        said = sorted("".join([*(_words(shown.caption) for shown in pictures), _words(words)]))
        return Group(pictures, words) if pictures and said == sorted(_words(node.children)) else None

    def gallery(self, group: Group, written: Callable[[list], list[str]]) -> Iterator[str]:
        words = written(group.words)
        if len(group.pictures) > 1:
            blocks = [self.block(replace(shown, place="")) for shown in group.pictures]
            yield "\n\n".join(['<div class="gallery">', *blocks, *words, "</div>"])
        else:
            yield from map(self.block, group.pictures)
            yield from words

    def alone(self, node) -> Shown | None:
        """The picture, if this is nothing but a picture, perhaps in a link and set in bold."""
        link = None
        while isinstance(node, Node) and node.tag != "img":
            inner = [child for child in node.children if not isinstance(child, str) or child.strip()]
            if len(inner) != 1 or node.tag not in INLINE:
                return None
            link = node if node.tag == "a" and node.attributes.get("href") else link
            node = inner[0]
        if not isinstance(node, Node) or is_smiley(node):
            return None
        return self.line.pictures.shown(node, link) if self.line.pictures else None

    def block(self, shown: Shown) -> str:
        """In Markdown as far as it has the words: one picture, a caption without marks, no place of its own."""
        if shown.place == "center":
            # As every picture that stands alone.
            shown = replace(shown, place="")
        words = _plain(shown.caption)
        if words is None or (shown.caption and shown.link) or shown.place:
            return self._html(shown)
        return linked_picture(shown, words)

    def _html(self, shown: Shown) -> str:
        width = {"width": shown.width} if shown.width and shown.place in ("left", "right") else {}
        image = tag("img", {"src": shown.address, "alt": shown.alt, **width})
        if shown.link:
            image = f'<a href="{escape(shown.link)}">{image}</a>'
        lines = [tag("figure", {"class": shown.place} if shown.place else {}), image]
        if caption := self.line.html(shown.caption):
            lines.append(f"<figcaption>{caption}</figcaption>")
        return "\n".join([*lines, "</figure>"])

    def _in_frame(self, node: Node) -> Shown | None:
        link, image = _picture_in(node)
        shown = self.line.pictures.shown(image, link) if image and self.line.pictures else None
        if shown is None:
            return None
        captions = list(_captions_in(node))
        caption = [child for each in captions for child in each.children] if captions else _beside(node, image)
        return replace(shown, place=_place(node) or shown.place, caption=_trimmed(caption))


def linked_picture(shown: Shown, words: str = "") -> str:
    image = picture(shown.alt, shown.address, words)
    return link(image, shown.link) if shown.link else image


def is_caption(node: Node) -> bool:
    return node.tag == "figcaption" or bool(node.classes & CAPTIONS)


def is_smiley(node: Node) -> bool:
    return bool(node.classes & {"wp-smiley", "emoji"})


def _frames(node: Node) -> Iterator[Node]:
    """Each picture of a gallery, with what belongs to it around it."""
    for child in node.children:
        if not isinstance(child, Node) or is_caption(child):
            continue
        images = 1 if child.tag == "img" else sum(1 for _ in child.nodes("img"))
        if images == 1 and (child.tag in FRAMES or child.tag in ("img", "a") or any(map(is_caption, _nodes(child)))):
            yield child
        elif images:
            yield from _frames(child)


def _nodes(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from _nodes(child)


def _picture_in(node: Node, link: Node | None = None) -> tuple[Node | None, Node | None]:
    """The link around it, and the picture."""
    if node.tag == "img":
        return link, node
    link = node if node.tag == "a" and node.attributes.get("href") else link
    for child in node.children:
        if isinstance(child, Node) and not is_caption(child):
            found = _picture_in(child, link)
            if found[1]:
                return found
    return None, None


def _captions_in(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if is_caption(child):
                yield child
            else:
                yield from _captions_in(child)


def _beside(node: Node, image: Node) -> list:
    """Without an element of its own, the caption is whatever stands beside the picture."""
    if node.tag in ("img", "a"):
        return []
    kept = []
    for child in node.children:
        if isinstance(child, str) or (child is not image and not any(each is image for each in child.nodes("img"))):
            kept.append(child)
        elif child is not image and child.tag not in ("a",):
            kept += _beside(child, image)
    return kept


def _words(nodes: list) -> str:
    return "".join("".join(node if isinstance(node, str) else node.text for node in nodes).split())


def _trimmed(nodes: list) -> list:
    return nodes if any(not isinstance(node, str) or node.strip() for node in nodes) else []


def _plain(nodes: list) -> str | None:
    """The words of a caption, or None if there is more to it: then it is no title of a Markdown picture."""
    if any(isinstance(node, Node) and _says_more(node) for node in nodes):
        return None
    return SPACES.sub(" ", "".join(node if isinstance(node, str) else node.text for node in nodes)).strip()


def _says_more(node: Node) -> bool:
    return node.tag not in ("span", "font", "p", "div") or any(
        isinstance(child, Node) and _says_more(child) for child in node.children
    )


def _place(node: Node) -> str:
    return place_of(node) or next((PLACES[name] for name in sorted(node.classes) if name in PLACES), "")
