"""Old addresses lead on for good. Asked only when nothing answers at a path, so it costs living pages nothing."""

import re

from django.http import HttpResponsePermanentRedirect

from .models import OldAddress, Post
from .slugs import BESIDE

DATED = re.compile(r"^/\d{4}/\d{2}/([^/]+)/$")
SHAPE = re.compile(rf"^(.*/)((?:{'|'.join(BESIDE)})/.*)$")


class OldAddresses:
    """Middleware: turns a 404 into a redirect where the post that was here may be read elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        target = find(request.path_info, request.user)
        if target is None or target == request.path_info:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(target + (f"?{query}" if query else ""))


def find(path: str, user) -> str | None:
    """Where the post that once stood at `path` stands now; its print page and other shapes move with it."""
    if target := _find_piece(path, user):
        return target
    if shape := SHAPE.match(path):
        target = _find_piece(shape[1], user)
        return target and target + shape[2]
    return None


def _find_piece(path: str, user) -> str | None:
    visible = Post.objects.visible_to(user).select_related("parent")
    old = OldAddress.objects.filter(path__in={path, path.rstrip("/"), path.rstrip("/") + "/"}).first()
    post = visible.filter(pk=old.post_id).first() if old else None
    if post is None and (dated := DATED.match(path)):
        post = visible.posts().filter(slug=dated[1]).first()
    return post.get_absolute_url() if post else None


def find_query(query, user) -> str | None:
    """WordPress's plain addresses: `/?p=123`, `/?page_id=123`, kept as such by the importer."""
    for name in ("p", "page_id", "attachment_id"):
        if query.get(name, "").isdigit():
            return _find_piece(f"/?{name}={query[name]}", user)
    return None
