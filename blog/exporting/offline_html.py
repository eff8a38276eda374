"""A text of blog.markdown on a page that lies on somebody's disk, among many others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from ..models import Post

# Tags with attributes, as the sanitiser writes them: names in small letters, values in double quotes.
TAG = re.compile(r'<[a-z][\w-]*\s[^<>"]*(?:"[^"]*"[^<>"]*)*>')
COPIES = re.compile(r'\s(?:srcset|sizes)="[^"]*"')
ID = re.compile(r'(\sid=")([^"]+)"')
HEADERS = re.compile(r'(\sheaders=")([^"]+)"')
ADDRESS = re.compile(r'(\s(?:href|src|poster|cite)=")([^"]*)"')


@dataclass(frozen=True)
class Place:
    """Where a text will stand: the way from its page to the top, and where other pieces stand, by their address."""

    root: str = ""
    pieces: dict[str, str] | None = None


def offline(post: Post, place: Place) -> SafeString:
    """Pictures from `uploads/`, links to other pieces inside the export, ids that no other text on the page has."""
    originals = {copy: each.file.name for each in post.pictures.all() for copy in each.file_names()}

    def address(target: str) -> str:
        return _leading(target, post, place, originals)

    return mark_safe(with_addresses(post.body_html, address, anchor_of(post)))  # sanitised; only addresses change


def with_addresses(html: str, address: Callable[[str], str], prefix: str = "") -> str:
    """Every address as `address` would have it; no smaller copies of pictures; ids behind a prefix."""

    def attributes(tag: re.Match) -> str:
        text = COPIES.sub("", tag[0])
        if prefix:
            text = ID.sub(rf'\g<1>{prefix}-\g<2>"', text)
            text = HEADERS.sub(lambda found: f'{found[1]}{_prefixed(found[2], prefix)}"', text)
        return ADDRESS.sub(lambda found: f'{found[1]}{escape(address(unescape(found[2])))}"', text)

    return TAG.sub(attributes, html)


def anchor_of(post: Post) -> str:
    return f"{post.kind}-{post.pk}"


def upload(name: str, place: Place, originals: dict[str, str]) -> str:
    return f"{place.root}uploads/{originals.get(name, name)}"


def _leading(target: str, post: Post, place: Place, originals: dict[str, str]) -> str:
    if target.startswith("#"):
        return f"#{anchor_of(post)}-{target[1:]}" if len(target) > 1 else f"#{anchor_of(post)}"
    if target.startswith(settings.SITE_URL + "/"):
        target = target.removeprefix(settings.SITE_URL)
    if not target.startswith("/") or target.startswith("//"):
        return target
    if target.startswith(settings.MEDIA_URL):
        return upload(unquote(target.removeprefix(settings.MEDIA_URL)), place, originals)
    path, _hash, fragment = target.partition("#")
    if piece := (place.pieces or {}).get(unquote(path)):
        return f"{place.root}{piece}{'-' if fragment else ''}{fragment}"
    return settings.SITE_URL + target


def _prefixed(ids: str, prefix: str) -> str:
    return " ".join(f"{prefix}-{each}" for each in ids.split())
