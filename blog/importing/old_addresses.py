"""Where a post or page stood before: its link, its slugs of earlier times, its number, its guid."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..models import OldAddress, Post
from .records import PostRecord
from .wxr import host_of

LONGEST = OldAddress._meta.get_field("path").max_length
SLASHES = re.compile(r"/{2,}")


def remember(post: Post, record: PostRecord, host: str) -> None:
    """A link is what people have bookmarked, whoever else claims it; a number or a guid takes only what is free."""
    own = unquote(post.get_absolute_url())
    for path in _links(record, host):
        if path != own:
            OldAddress.objects.remember(path, post)
    for path in [*_numbers(record), *_guid(record, host)]:
        if path != own:
            OldAddress.objects.get_or_create(path=path, defaults={"post": post})


def _links(record: PostRecord, host: str) -> Iterator[str]:
    path = path_on(host, record.link)
    if path is None:
        return
    yield path
    for slug in record.meta.get("_wp_old_slug", []):
        stem, _, end = path.rstrip("/").rpartition("/")
        old = f"{stem}/{unquote(slug.strip())}{'/' if path.endswith('/') else ''}"
        if end and slug.strip("/ ") and len(old) <= LONGEST:
            yield old


def _numbers(record: PostRecord) -> Iterator[str]:
    if record.id.isdecimal() and len(record.id) < 19:
        yield f"/?p={int(record.id)}"
        if record.type == "page":
            yield f"/?page_id={int(record.id)}"


def _guid(record: PostRecord, host: str) -> Iterator[str]:
    path = path_on(host, record.guid)
    if path:
        yield path


def path_on(host: str, address: str) -> str | None:
    """The path of an address of the old blog, as Django reads paths; None for `/`, queries and other hosts."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = SLASHES.sub("/", unquote(parts.path))
    if parts.query or path in {"", "/"} or host_of(address) != host or len(path) > LONGEST:
        return None
    return path
