"""Which picture an `<img>` of the old blog shows, what is said of it, where it leads and where it stands."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .html_tree import LATE_ADDRESSES, LATE_SIZES, Node
from .markdown_text import SPACES
from .picture_addresses import canonical, file_key
from .records import AttachmentRecord
from .text_facts import TextFacts

ID = re.compile(r"\bwp-image-(\d+)\b")
ATTACHMENT = re.compile(r"\b(?:wp-att-|attachment_)(\d+)\b")
HOLDS_THE_PLACE = re.compile(
    r"(?:blank|spacer|placeholder|transparent|pixel|1x1|lazy|grey|gray|loading|loader|dot|clear)[\w-]*\.(?:gif|png|svg)$",
    re.IGNORECASE,
)
WIDTH = re.compile(r"^\s*(\S+)\s+(\d{1,9})(?:\.\d+)?[wx]\s*$")
PLACES = {
    "aligncenter": "center", "alignleft": "left", "alignright": "right", "alignwide": "wide", "alignfull": "wide",
    "left": "left", "right": "right",
}  # fmt: skip
SMILEYS = {"wp-smiley", "emoji"}
# What is set so small stays so; a larger one takes the place there is.
LARGEST_KEPT_WIDTH = 400


@dataclass(frozen=True)
class Shown:
    address: str
    alt: str
    link: str = ""
    place: str = ""
    width: str = ""
    caption: list = field(default_factory=list)


class Pictures:
    def __init__(self, about: TextFacts):
        self.about = about

    def shown(self, node: Node, link: Node | None = None) -> Shown | None:
        """None for what shows nothing: a mark that counts readers, or a picture without an address."""
        written = canonical(address_of(node), self.about.base)
        if not written or is_mark(node):
            return None
        record = self._record(node, written)
        alt = SPACES.sub(" ", node.attributes.get("alt", "")).strip() or (record.alt if record else "")
        address = canonical(record.address, self.about.base) if record else written
        target = self._target(link, address, record)
        full = canonical(target, self.about.base) if target else ""
        if full and (file_key(full) == file_key(address) or (record and self.about.library.at(full) is record)):
            # It leads to itself in full size.
            address, target = (address if record else full), ""
        return Shown(address, alt, target, place_of(node), _width(node))

    def _record(self, node: Node, address: str) -> AttachmentRecord | None:
        """By its number, unless another blog gave that, and by its address."""
        named = ID.search(node.attributes.get("class", ""))
        number = named[1] if named else node.attributes.get("data-id") or node.attributes.get("data-attachment-id", "")
        record = self.about.library.get(number)
        if record and _name(record.address) == _name(address):
            return record
        return self.about.library.at(address) if self.about.library else None

    def _target(self, link: Node | None, address: str, record: AttachmentRecord | None) -> str:
        if link is None:
            return ""
        target = link.attributes.get("href", "").strip()
        number = ATTACHMENT.search(link.attributes.get("rel", "")) or re.search(r"[?&]attachment_id=(\d+)", target)
        page = record.link.rstrip("/") if record else ""
        is_own_page = number is not None or (page and target.rstrip("/").endswith(page.partition("://")[2]))
        return "" if is_own_page or target.startswith("#") else target


def address_of(node: Node) -> str:
    late = next((node.attributes[name] for name in LATE_ADDRESSES if node.attributes.get(name)), "")
    written = node.attributes.get("src", "")
    if late or (written and not HOLDS_THE_PLACE.search(written.partition("?")[0])):
        return late or written
    sizes = next((node.attributes[name] for name in (*LATE_SIZES, "srcset") if node.attributes.get(name)), "")
    return largest_of(sizes) or written


def largest_of(srcset: str) -> str:
    found = [match for part in re.split(r",\s+|,(?=https?:|/)", srcset) if (match := WIDTH.match(part))]
    return max(found, key=lambda match: int(match[2]))[1] if found else srcset.split(",")[0].strip()


def is_mark(node: Node) -> bool:
    """One point wide: it is there to count readers."""
    return bool({node.attributes.get("width"), node.attributes.get("height")} & {"0", "1"})


def place_of(node: Node) -> str:
    named = next((PLACES[name] for name in node.attributes.get("class", "").split() if name in PLACES), "")
    floats = re.search(r"float\s*:\s*(left|right)", node.attributes.get("style", ""), re.IGNORECASE)
    return named or (floats[1].lower() if floats else "")


def _width(node: Node) -> str:
    width = node.attributes.get("width", "").removesuffix("px")
    return width if width.isdecimal() and len(width) < 5 and int(width) <= LARGEST_KEPT_WIDTH else ""


def _name(address: str) -> str:
    return file_key(address).rpartition("/")[2]


def path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
