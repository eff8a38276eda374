"""
The opening stamp: when somebody began to write under a post. A script fetches it at the first focus, so the page
itself can be shared by all. Without one, or with an odd one, a comment waits; it is never refused.
"""

from django.core import signing
from django.utils import timezone

SALT = "comment-stamp"
FIELD = "stamp"
QUICKEST, SLOWEST = 3, 24 * 3600  # seconds


def make(post) -> str:
    return signing.Signer(salt=SALT).sign_object([post.pk, timezone.now().timestamp()])


def seconds_open(stamp: str, post) -> float | None:
    """How long the form was open; None if the stamp is missing, forged or for another post."""
    try:
        post_id, opened = signing.Signer(salt=SALT).unsign_object(stamp)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return timezone.now().timestamp() - opened if post_id == post.pk else None
