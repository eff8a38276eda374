"""Shortcodes for pictures: captions, galleries, and what may stand between them."""

from html import escape

from .plain_text import TAG
from .records import AttachmentRecord
from .shortcode import Shortcode

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".heic", ".svg", ".tif", ".tiff", ".jpe")


def _caption(shortcode: Shortcode) -> str:
    """The first picture in it is the picture; all that stands beside it is the caption."""
    place, words = shortcode.first("align"), shortcode.first("caption")
    old = f"<figcaption>{words if TAG.search(words) else escape(words)}</figcaption>" if words else ""
    return f'\n\n<figure class="wp-caption {escape(place)}">{shortcode.content}{old}</figure>\n\n'


def _gallery(shortcode: Shortcode) -> str:
    return gallery(chosen(shortcode), shortcode)


def gallery(records: list[AttachmentRecord], shortcode: Shortcode) -> str:
    """As a group that the page sets side by side."""
    if not records:
        shortcode.seen[f"[{shortcode.name}] names no picture of this export and was left out"] += 1
        return "\n\n"
    return '\n\n<div class="gallery">' + "".join(map(picture, records)) + "</div>\n\n"


def picture(record: AttachmentRecord) -> str:
    image = f'<img src="{escape(record.address)}" alt="{escape(record.alt)}">'
    words = record.caption if TAG.search(record.caption) else escape(record.caption, quote=False)
    return f"<figure>{image}" + (f"<figcaption>{words}</figcaption>" if words else "") + "</figure>"


def chosen(shortcode: Shortcode) -> list[AttachmentRecord]:
    library, own = shortcode.about.library, shortcode.about.own
    ids = ids_in(shortcode.first("ids", "include"))
    excluded = set(ids_in(shortcode.first("exclude")))
    missing = sum(each not in library for each in ids)
    records = [library[each] for each in ids or own if each in library and each not in excluded]
    if missing and records:
        shortcode.seen["picture of a gallery is not in this export"] += missing
    records = [record for record in records if is_picture(record)]
    return _in_order(records, shortcode.first("orderby").lower(), shortcode.first("order").lower())


def _in_order(records: list[AttachmentRecord], by: str, order: str) -> list[AttachmentRecord]:
    if by == "title":
        records = sorted(records, key=lambda record: record.title)
    elif by == "id":
        records = sorted(records, key=lambda record: (len(record.id), record.id))
    return records[::-1] if order == "desc" else records


def ids_in(text: str) -> list[str]:
    return [each for each in (part.strip() for part in text.split(",")) if each.isdecimal()]


def is_picture(record: AttachmentRecord) -> bool:
    return record.address.lower().partition("?")[0].endswith(PICTURES)


def _next_page(shortcode: Shortcode) -> str:
    """One post is one page here; the title of the part stays."""
    title = shortcode.first("title")
    return f"\n\n<h2>{escape(title)}</h2>\n\n" if title else "\n\n"


SHORTCODES = {"caption": _caption, "wp_caption": _caption, "gallery": _gallery, "nextpage": _next_page}
WITH_CONTENT = {"caption", "wp_caption"}
