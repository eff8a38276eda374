"""Page builders keep whole texts in shortcodes: the layout goes, and what was said and shown in it stays."""

import re
from base64 import b64decode
from binascii import Error
from html import escape
from urllib.parse import unquote

from .closings import Closings
from .records import AttachmentRecord
from .shortcode import Shortcode, address_line, paragraph
from .shortcode_embeds import PLACES, elsewhere
from .shortcode_pictures import PICTURES, gallery, ids_in, picture

BUILDER = re.compile(r"(vc|et_pb|fusion|av|cs|su)_(\w+)")
GRID = re.compile(
    r"(?:one|two|three|four|five)_(?:half|third|fourth|fifth|sixth)(?:_last|_first)?|rows?|columns?|cols?"
)
TITLES = ("title", "heading", "header")
WORDS = ("tagline", "subtitle", "subheading", "quote", "cite", "author")
LABELS = ("button_text", "label", "text", "title")
LINKS = ("button_url", "url", "link", "href")
SHOWN = ("src", "image", "image_url", "img", "photo")
SEVERAL = ("images", "gallery_ids", "ids", "source")
RULES = ("separator", "divider", "hr")
VIDEO = ("youtube", "vimeo", "video")


def is_layout(name: str, closings: Closings) -> bool:
    """A grid's name could be any word in brackets, were it not closed somewhere."""
    if GRID.fullmatch(name):
        return closings.after(f"[/{name}]", 0) >= 0
    return BUILDER.fullmatch(name) is not None


def unwrapped(shortcode: Shortcode, closes: bool, closings: Closings, end: int) -> tuple[str, int]:
    """What is left of an opening or closing one, and where the text goes on."""
    found = BUILDER.fullmatch(shortcode.name)
    kind = found[2] if found else ""
    around = _around(kind, shortcode)
    if closes:
        return (around[1] if around else "\n\n"), end
    shortcode.seen[f"layout of [{found[1] + '_…' if found else shortcode.name}] is gone, its words stay"] += 1
    if kind in ("raw_html", "raw_js"):
        return _encoded(shortcode.name, closings, end)
    if around and closings.after(f"[/{shortcode.name}]", end) >= 0:
        return around[0], end
    return f"\n\n{_said(kind, shortcode)}\n\n", end


def _around(kind: str, shortcode: Shortcode) -> tuple[str, str] | None:
    """Of some the words stand between the brackets."""
    if kind in ("heading", "title") and not shortcode.first(*TITLES):
        return "\n\n<h3>", "</h3>\n\n"
    if kind == "button" and not shortcode.first(*LABELS):
        return f'\n\n<p><a href="{escape(shortcode.first(*LINKS))}">', "</a></p>\n\n"
    return None


def _said(kind: str, shortcode: Shortcode) -> str:
    if kind in RULES:
        return "<hr>"
    if kind.startswith(VIDEO) or kind.endswith(VIDEO):
        site = next((name for name in PLACES if name in kind), "googlemaps")
        return address_line(elsewhere(shortcode, site))
    if "button" in kind or kind == "btn":
        return _button(shortcode)
    if kind.endswith("custom_heading"):
        return _heading(shortcode.first("text"))
    words = "".join(paragraph(escape(shortcode.first(name))) for name in WORDS if shortcode.first(name))
    return _shown(shortcode) + _heading(shortcode.first(*TITLES)) + words


def _heading(words: str) -> str:
    return f"<h3>{escape(words)}</h3>\n\n" if words else ""


def _button(shortcode: Shortcode) -> str:
    target, label = shortcode.first(*LINKS), shortcode.first(*LABELS)
    if target.startswith("url:"):
        parts = dict(part.partition(":")[::2] for part in target.split("|"))
        target, label = unquote(parts.get("url", "")), label or unquote(parts.get("title", ""))
    if not target:
        return paragraph(escape(label))
    return paragraph(f'<a href="{escape(target)}">{escape(label)}</a>') if label else address_line(target)


def _shown(shortcode: Shortcode) -> str:
    library = shortcode.about.library
    ids = next((ids for name in SEVERAL if (ids := ids_in(shortcode.first(name).removeprefix("media:")))), [])
    if ids:
        return gallery([library[each] for each in ids if each in library], shortcode)
    named = shortcode.first(*SHOWN)
    if named in library:
        return picture(library[named])
    if named.lower().partition("?")[0].endswith(PICTURES):
        return picture(AttachmentRecord("", named, alt=shortcode.first("alt")))
    return ""


def _encoded(name: str, closings: Closings, end: int) -> tuple[str, int]:
    """HTML that WPBakery keeps in Base64."""
    content, after = closings.content(f"[/{name}]", end)
    try:
        return f"\n\n{unquote(b64decode(content or '', validate=True).decode())}\n\n", after if content else end
    except (Error, ValueError):
        return "\n\n", end
