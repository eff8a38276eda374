"""The gate before files: a picture is as public as the posts that show it."""

import re
from pathlib import PurePosixPath

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ..models import Picture

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
    if not is_public and not shows(request.user, name):
        raise Http404
    return respond(name, kind, is_public)


def shows(user, name: str) -> bool:
    """Whether this person may see the picture of which `name` is the file or a smaller copy."""
    found = HASH.match(name)
    # The column of the hash is indexed, that of the name is not.
    rows = {"sha256__gte": found[1], "sha256__lte": found[1] + "g"} if found else {"file": name}
    return any(name in picture.file_names() for picture in Picture.objects.visible_to(user).filter(**rows)[:5])


def respond(name: str, kind: str, is_public: bool):
    try:
        response = FileResponse(default_storage.open(name), content_type=kind)
    except (FileNotFoundError, IsADirectoryError, SuspiciousOperation) as error:
        raise Http404 from error
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=3600" if is_public else "private, no-store"
    response["ETag"] = quote_etag(name)  # what lies under a name never changes
    return response
