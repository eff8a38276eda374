"""Revisions: what a post was after every save, and the addresses it had."""

import hashlib

from django.db.models import Q
from django.utils import timezone

FIELDS = [
    "title", "slug", "summary", "body", "cover_id", "author_id", "language", "series_id", "part", "parent_id",
    "menu_order", "visibility", "published_at", "expires_at", "trashed_at", "is_pinned", "comments_open",
]  # fmt: skip
# What `restore` brings back: the words, not the state.
WORDS = ["title", "summary", "body", "cover_id", "language"]


def keep(post, *, by=None) -> None:
    """Keep what the post is now as its next revision; nothing if nothing changed."""
    post.__dict__.pop("latest_digest", None)
    fields = snapshot(post)
    latest = post.revisions.order_by("-number").first()
    if latest and latest.fields == fields:
        return
    now = timezone.now()
    post.revisions.filter(Q(public_until=None) | Q(public_until__gt=now)).update(public_until=now)
    post.revisions.create(
        number=latest.number + 1 if latest else 1,
        fields=fields,
        editor=by if by and by.is_authenticated else None,
        created_at=now,
        public_from=_public_from(post, now),
        public_until=post.expires_at,
    )
    post.__dict__.pop("latest_number", None)


def digest(title: str, summary: str, body: str) -> str:
    """Eight letters by which paper names the words of a version. None of the three can hold the NUL between them."""
    return hashlib.sha256("\0".join((title, summary, body)).encode()).hexdigest()[:8]


def snapshot(post) -> dict:
    """Every field that a person can set, as JSON."""
    fields = {name: getattr(post, name) for name in FIELDS}
    fields |= {name: fields[name] and fields[name].isoformat() for name in fields if name.endswith("_at")}
    fields["tags"] = sorted(post.tags.values_list("pk", flat=True))
    fields["categories"] = sorted(post.categories.values_list("pk", flat=True))
    return fields


def restore(post, revision, *, by) -> None:
    """Bring an old version's words back, as a new revision."""
    for name in WORDS:
        setattr(post, name, revision.fields[name])
    if post.cover_id and not post._meta.get_field("cover").related_model.objects.filter(pk=post.cover_id).exists():
        post.cover_id = None  # the picture has been deleted since
    post.save(by=by)


def follow_move(post, before) -> None:
    """
    Remember the address a post had while it was public, and take the pages below along. What answers at an address is
    stronger than what is remembered of it, so nothing has to be forgotten here.
    """
    old = before.get_absolute_url()
    if old == post.get_absolute_url():
        return
    if before.published_at and before.published_at <= timezone.now():
        post.old_addresses.model.objects.remember(old, post)
    for child in post.children.all():
        child.save()


def _public_from(post, now):
    if post.visibility != "public" or post.trashed_at or post.published_at is None:
        return None
    return max(post.published_at, now)
