"""Links between the old blog's own posts lead straight to where those stand now."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import SplitResult, unquote, urlsplit

from django.db.models import Q
from django.urls import Resolver404, resolve

from ..models import ImportedItem, OldAddress, Post
from . import placing
from .ledger import Ledger, host_of
from .text_addresses import rewritten

REMEMBERED = 50_000


def link_up(ledger: Ledger, progress: Callable[[], None]) -> None:
    """All posts of this blog, also of earlier runs: what they point to may have come only now."""
    signpost = Signpost(ledger.host)
    for post in _pointing_home(ledger):
        links: dict[str, str] = {}
        body = rewritten(post.body, link=partial(signpost.noted, links=links))
        if links and not _edited_here(post, ledger):
            placing.lead(post, body, links)
        progress()


def _pointing_home(ledger: Ledger) -> Iterator[Post]:
    items = ImportedItem.objects.filter(key__startswith=ledger.key("post", ""))
    points = Q(body__contains="](/") | Q(body__contains='href="/')
    if ledger.host:
        points |= Q(body__icontains=ledger.host)
    return Post.objects.filter(points, pk__in=items.values("object_id")).iterator(chunk_size=100)


def _edited_here(post: Post, ledger: Ledger) -> bool:
    item = ImportedItem.objects.filter(kind=post.kind, object_id=post.pk).first()
    return item is None or item.original.get("revision") != post.latest_number


class Signpost:
    """Knows where an address of the old blog leads now."""

    def __init__(self, host: str):
        self.host = host
        self.known: dict[str, str | None] = {}

    def noted(self, address: str, links: dict[str, str]) -> str | None:
        if target := self.local(address):
            links[address] = target
        return target

    def local(self, address: str) -> str | None:
        """The path here, with the fragment; None for what is not the old blog's or has not come along."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if not self._is_home(parts):
            return None
        path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
        if path not in self.known:
            if len(self.known) > REMEMBERED:
                self.known.clear()
            self.known[path] = _leads_to(path)
        target = self.known[path]
        if target is None:
            return None
        target += f"#{parts.fragment}" if parts.fragment else ""
        return None if target == address else target

    def _is_home(self, parts: SplitResult) -> bool:
        if parts.netloc:
            return bool(self.host) and parts.scheme in {"http", "https", ""} and host_of(parts.geturl()) == self.host
        return parts.scheme == "" and parts.path.startswith("/")


def _leads_to(path: str) -> str | None:
    plain = path.partition("?")[0]
    variants = {path, path.rstrip("/"), path.rstrip("/") + "/"} if plain == path else {path}
    old = OldAddress.objects.filter(path__in=variants).select_related("post__parent", "picture").first()
    if old and old.post:
        return unquote(old.post.get_absolute_url())  # as people read it
    if old and old.picture:
        return old.picture.file.url
    return _living(plain if plain.endswith("/") else f"{plain}/")


def _living(path: str) -> str | None:
    """A piece that stands at this very path."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name != "blog:piece":
        return None
    name = "path" if "path" in match.kwargs else "slug"
    post = Post.objects.filter(**{name: match.kwargs[name]}).first()
    return path if post and unquote(post.get_absolute_url()) == path else None
