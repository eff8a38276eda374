"""Revisions from another Broadsheet: their numbers, times and words; other rows are found by their names."""

from accounts.models import User

from .. import revising
from ..markdown import MAX_POST_BYTES
from ..models import Category, Picture, Post, Revision, Series, Tag
from .records import RevisionRecord

TEXTS = ("title", "summary", "body", "language")
LONGEST_REASON = Revision._meta.get_field("withdrawal_reason").max_length


def take_in(post: Post, records: tuple[RevisionRecord, ...]) -> None:
    """For a post that has none yet."""
    if not records or post.revisions.exists():
        return
    Revision.objects.bulk_create(row for row in (_row(post, record) for record in records) if _can_be_shown(row))
    post.__dict__.pop("latest_number", None)


def has_the_words(post: Post) -> bool:
    """Whether the latest version says what the post says: paper names both by one hash."""
    latest = post.revisions.order_by("-number").first()
    return latest is not None and latest.digest == post.latest_digest


def _row(post: Post, record: RevisionRecord) -> Revision:
    return Revision(
        post=post,
        number=record.number,
        fields=_fields(record.fields),
        editor=User.objects.filter(username=record.editor).first(),
        created_at=record.created_at,
        public_from=record.public_from,
        public_until=record.public_until,
        withdrawn_at=record.withdrawn_at,
        withdrawn_by=User.objects.filter(username=record.withdrawn_by).first(),
        withdrawal_reason=record.withdrawal_reason[:LONGEST_REASON],
    )


def _fields(told: dict) -> dict:
    """The shape of `revising.snapshot`."""
    fields = {name: told.get(name) for name in revising.FIELDS} | {name: _text(told.get(name)) for name in TEXTS}
    fields["cover_id"] = _number(Picture, file=told.get("cover"))
    fields["author_id"] = _number(User, username=told.get("author"))
    fields["series_id"] = _number(Series, slug=told.get("series"))
    fields["parent_id"] = _number(Post, path=told.get("parent"))
    fields["tags"] = _numbers(Tag, told.get("tags"))
    fields["categories"] = _numbers(Category, told.get("categories"))
    return fields


def _text(told) -> str:
    """As a post may have it, whatever the file says: it is shown to readers."""
    return told.replace("\0", "").encode(errors="replace").decode() if isinstance(told, str) else ""


def _can_be_shown(row: Revision) -> bool:
    return len(row.fields["body"].encode()) <= MAX_POST_BYTES


def _number(model, **name) -> int | None:
    return model.objects.filter(**name).values_list("pk", flat=True).first() if all(name.values()) else None


def _numbers(model, slugs) -> list[int]:
    return sorted(model.objects.filter(slug__in=slugs or []).values_list("pk", flat=True))
