"""The gate before files: a picture is as public as the posts that show it, and opens with the key to one of them."""

import re
from pathlib import PurePosixPath

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ..locks import keys
from ..models import Picture, Post

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
NAME = re.compile(r"(?:pictures|avatars)/[\w-][\w.-]{0,150}")
# The hash that begins the name of a picture and of its smaller copies.
HASH = re.compile(r"pictures/([0-9a-f]{16,64})[.\-_]", re.ASCII)


@require_safe
def serve(request, name):
    kind = TYPES.get(PurePosixPath(name).suffix)
    if kind is None or not NAME.fullmatch(name):
        raise Http404
    is_public = name.startswith("avatars/") or shows(AnonymousUser(), name)
    if not is_public and not shows(request.user, name) and not _is_unlocked(request, name):
        raise Http404
    return respond(name, kind, is_public)


def shows(user, name: str) -> bool:
    """Whether this person may see the picture of which `name` is the file or a smaller copy."""
    return bool(_named(name, Picture.objects.visible_to(user)))


def _is_unlocked(request, name: str) -> bool:
    """Whether the person has the key to a post that shows it."""
    if not keys.has_any(request):
        return False
    shown = _named(name, Picture.objects.all())
    posts = Post.objects.out().filter(Q(pictures__in=shown) | Q(cover__in=shown), visibility="password")
    return any(keys.has_key(request, post) for post in posts.only("visibility", "password", "author_id").distinct())


def _named(name: str, pictures) -> list[Picture]:
    found = HASH.match(name)
    # The column of the hash is indexed, that of the name is not.
    rows = {"sha256__gte": found[1], "sha256__lte": found[1] + "g"} if found else {"file": name}
    return [picture for picture in pictures.filter(**rows)[:5] if name in picture.file_names()]


def respond(name: str, kind: str, is_public: bool):
    try:
        response = FileResponse(default_storage.open(name), content_type=kind)
    except (FileNotFoundError, IsADirectoryError, SuspiciousOperation) as error:
        raise Http404 from error
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=3600" if is_public else "private, no-store"
    if not is_public:
        response["X-Robots-Tag"] = "noindex"
    response["ETag"] = quote_etag(name)  # what lies under a name never changes
    return response
