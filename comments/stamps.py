"""
The opening stamp: when somebody began to write under a post. A script fetches it at the first focus, so the page
itself can be shared by all. Without one, or with an odd one, a comment waits; it is never refused.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.core import signing
from django.utils import timezone

from . import models

SALT = "comment-stamp"
FIELD = "stamp"
QUICKEST, SLOWEST = 3, 24 * 3600  # seconds
MOST_USES = 3


@dataclass(frozen=True)
class Opening:
    seconds: float
    number: int


def make(post) -> str:
    return signing.Signer(salt=SALT).sign_object([post.pk, timezone.now().timestamp()])


def read(stamp: str, post) -> Opening | None:
    """None if the stamp is missing, forged or for another post."""
    try:
        post_id, opened = signing.Signer(salt=SALT).unsign_object(stamp)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if post_id != post.pk:
        return None
    number = int.from_bytes(sha256(stamp.encode()).digest()[:8], "big") >> 1  # as every database can keep it
    return Opening(timezone.now().timestamp() - opened, number)


def times_used(number: int | None, *, but) -> int:
    """With how many comments that were kept this stamp came before."""
    return models.Comment.objects.filter(stamp=number).exclude(pk=but.pk).count() if number else 0


def forget_old() -> None:
    """A stamp that is too old speaks for nobody, so none need be known."""
    old = timezone.now() - timedelta(seconds=SLOWEST)
    models.Comment.objects.filter(stamp__isnull=False, created_at__lt=old).update(stamp=None)
