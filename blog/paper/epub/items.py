"""The files of a book, and how a page of it is set."""

from dataclasses import dataclass
from xml.etree import ElementTree

from django.template.loader import render_to_string

from ...markdown.source import without_forbidden
from ..volume import NotMade

TEMPLATES = "blog/paper/epub"
TYPES = {
    "css": "text/css", "jpg": "image/jpeg", "ncx": "application/x-dtbncx+xml", "png": "image/png",
    "svg": "image/svg+xml", "txt": "text/plain", "woff2": "font/woff2", "xhtml": "application/xhtml+xml",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """`is_read` if it is a page of the book."""

    name: str
    content: bytes
    properties: str = ""
    is_read: bool = False

    @property
    def id(self) -> str:
        return self.name.replace("/", "-").replace(".", "-")

    @property
    def type(self) -> str:
        return TYPES[self.name.rpartition(".")[2]]


def document(template: str, context: dict, *, is_whole: bool = True) -> bytes:
    """Whatever a name or a title brings along, it is well-formed XML; or it raises NotMade."""
    content = without_forbidden(render_to_string(f"{TEMPLATES}/{template}", context)).encode()
    if not is_whole:
        return content
    try:
        ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise NotMade(f"{template} is not well-formed: {error}") from error
    return content
