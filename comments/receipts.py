"""The receipt: a signed key that shows a comment to its sender alone, and lets them change it for a while."""

from datetime import timedelta
from urllib.parse import urlencode

from django.core import signing
from django.utils import timezone

from .models import Comment, Status

SALT = "comment-receipt"
OPEN_FOR = timedelta(minutes=15)


def make(comment) -> str:
    return signing.dumps(comment.pk, salt=SALT)


def address(comment) -> str:
    query = urlencode({"receipt": make(comment)})
    return f"{comment.post.get_absolute_url()}?{query}#{comment.anchor}"


def read(key: str) -> Comment | None:
    """The comment of a genuine receipt, whatever its age."""
    try:
        pk = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    return Comment.objects.select_related("post").filter(pk=pk).first()


def is_open(comment) -> bool:
    return comment.status != Status.TRASH and timezone.now() - comment.created_at <= OPEN_FOR


def of_request(request, post) -> Comment | None:
    """The comment that this page is the receipt of, while it is open; also just after it was withdrawn."""
    comment = read(request.GET.get("receipt", ""))
    if comment is None or comment.post_id != post.pk or timezone.now() - comment.created_at > OPEN_FOR:
        return None
    return comment
