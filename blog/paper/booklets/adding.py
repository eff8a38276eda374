"""What a reader might add to a booklet, by words or by the address of a post."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from ...models import Post
from ...search.finding import PIECES, hits
from ...search.queries import parse
from .contents import Item, read
from .pieces import Piece, gather

MOST_FOUND = 12
LONGEST = 300


def found_by(words: str, user, already: tuple[Item, ...]) -> list[Piece]:
    words = words.strip()[:LONGEST]
    items = _at(words) if "/" in words and " " not in words else _named(words)
    return gather(tuple(item for item in items if item not in already)[:MOST_FOUND], user)


def _named(words: str) -> list[Item]:
    return [Item(hit.object_id, hit.kind not in PIECES) for hit in hits(parse(words))[: 3 * MOST_FOUND]]


def _at(address: str) -> list[Item]:
    try:
        parts = urlsplit(address)
        match = resolve(unquote(parts.path))
    except (Resolver404, ValueError):
        return []
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return []
    if match.view_name == "blog:short":
        return list(read(str(match.kwargs["pk"])))
    if match.view_name != "blog:piece":
        return []
    known = {"path": match.kwargs["path"]} if "path" in match.kwargs else {"slug": match.kwargs["slug"]}
    return [Item(pk) for pk in Post.objects.filter(**known).values_list("pk", flat=True)]
