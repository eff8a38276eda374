"""The key in a moderator's mail: for this person, this comment and the decision that made it wait."""

from django.core import signing
from django.urls import reverse

SALT = "comment-decision"
MAX_AGE = 14 * 24 * 3600


def address(comment, moderator) -> str:
    return reverse("comments:decide", args=[comment.pk, make(comment, moderator)])


def make(comment, moderator) -> str:
    return signing.dumps([comment.pk, moderator.pk, latest_decision(comment)], salt=SALT)


def read(key: str) -> list:
    """Comment, moderator, decision; raises signing.SignatureExpired or signing.BadSignature."""
    return signing.loads(key, salt=SALT, max_age=MAX_AGE)


def latest_decision(comment) -> int:
    return comment.decisions.order_by("-pk").values_list("pk", flat=True).first() or 0
