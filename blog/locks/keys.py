"""
Who may pass the lock of a post. The key to a password post is a cookie made from its author and its present password:
another password locks it again, and one password of an author opens all their posts that have it, so that a family
types it once. Without the author in it, anybody who may write could try passwords of others on posts of their own.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.normalising import normalized

from ..models import Post, Visibility

LASTS = timedelta(days=10)
PREFIX = "key-"
SALT = "blog.locks"
MOST_TYPED = 255
signer = signing.TimestampSigner(salt=SALT)


class Locked(Exception):
    """Whoever asked has no key; `then` is where the right password leads, if not to what was asked for."""

    def __init__(self, post: Post, then: str = ""):
        super().__init__(f"post {post.pk}")
        self.post, self.then = post, then


def demand(request, post: Post) -> Post:
    """The post, to be shown as a whole to this person; raises Locked where they have no key to it."""
    if post.is_locked and not may_pass(request, post):
        raise Locked(post)
    return post


def may_pass(request, post: Post) -> bool:
    return has_key(request, post) or Post.objects.visible_to(request.user).filter(pk=post.pk).exists()


def fits(post: Post, typed: str) -> bool:
    """Compared as digests: how long it takes tells nothing, not even the length."""
    return _has_password(post) and constant_time_compare(_digest(post, typed[: MOST_TYPED + 1]), _own_digest(post))


def has_key(request, post: Post) -> bool:
    if not _has_password(post):
        return False
    digest = _own_digest(post)
    try:
        given = signer.unsign(request.COOKIES.get(_cookie(digest), ""), max_age=LASTS)
    except signing.BadSignature:
        return False
    return constant_time_compare(given, digest)


def has_any(request) -> bool:
    return any(name.startswith(PREFIX) for name in request.COOKIES)


def hand_over(response, post: Post) -> None:
    """For the whole site: pictures and the conversation have addresses of their own."""
    digest = _own_digest(post)
    response.set_cookie(
        _cookie(digest),
        signer.sign(digest),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _has_password(post: Post) -> bool:
    return post.visibility == Visibility.PASSWORD and bool(_plain(post.password))


def _own_digest(post: Post) -> str:
    return _digest(post, post.password)


def _digest(post: Post, password: str) -> str:
    return salted_hmac(SALT, f"{post.author_id}:{_plain(password)}", algorithm="sha256").hexdigest()


def _plain(password: str) -> str:
    """Letters with accents come in two spellings, and a space comes along with what is pasted."""
    return normalized("NFC", password).strip()


def _cookie(digest: str) -> str:
    return PREFIX + digest[:12]
