"""A batch is taken back: everything it made goes, except what people have worked on since."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

from ..models import Category, ImportBatch, ImportedItem, Post, Tag
from ..seams import conversations


@dataclass
class Undone:
    removed: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        lines = [_("Removed: %(times)s × %(kind)s") % {"times": n, "kind": kind} for kind, n in self.removed.items()]
        return "\n".join([*lines, *self.kept]) or _("There was nothing left to remove.")


@transaction.atomic
def undo(batch: ImportBatch) -> Undone:
    undone = Undone()
    staying = _posts_that_stay(batch, undone)
    for conversation in conversations():
        undone.removed["comment"] = undone.removed.get("comment", 0) + conversation.take_back(batch, staying)
    _remove_posts(batch, staying, undone)
    _remove_terms(batch, undone)
    _remove_authors(batch, undone)
    if batch.items.exists():
        batch.report = {**batch.report, "undone_at": timezone.now().isoformat()}
        batch.save()
    else:
        batch.delete()
    return undone


def _posts_that_stay(batch: ImportBatch, undone: Undone) -> set[int]:
    answered = set().union(*(conversation.answered_since(batch) for conversation in conversations()))
    staying = set()
    for item in _items(batch, "post", "page"):
        post = Post.objects.filter(pk=item.object_id).first()
        if post is None:
            continue
        if post.latest_number != item.original["revision"]:
            undone.kept.append(_("%(kind)s %(id)s stays: it was edited here.") % {"kind": item.kind, "id": post.pk})
        elif post.pk in answered:
            undone.kept.append(
                _("%(kind)s %(id)s stays: people have commented here.") % {"kind": item.kind, "id": post.pk}
            )
        else:
            continue
        staying.add(post.pk)
    return staying


def _remove_posts(batch: ImportBatch, staying: set[int], undone: Undone) -> None:
    for item in _items(batch, "post", "page"):
        if item.object_id in staying:
            continue
        removed = Post.objects.filter(pk=item.object_id)
        if removed.exists():
            # A page that stays must not keep an address below one that goes.
            below = list(Post.objects.filter(parent=item.object_id, pk__in=staying))
            removed.delete()
            for page in below:
                page.refresh_from_db()
                page.save()
            undone.removed[item.kind] = undone.removed.get(item.kind, 0) + 1
        item.delete()


def _remove_terms(batch: ImportBatch, undone: Undone) -> None:
    """Those that other posts or categories have come to use stay."""
    for kind, model in {"tag": Tag, "category": Category}.items():
        for item in reversed(_items(batch, kind)):
            row = model.objects.filter(pk=item.object_id).first()
            if row and item.original.get("own"):
                if row.posts.exists():
                    continue
                row.delete()
                undone.removed[kind] = undone.removed.get(kind, 0) + 1
            item.delete()


def _remove_authors(batch: ImportBatch, undone: Undone) -> None:
    for item in _items(batch, "author"):
        user = User.objects.filter(pk=item.object_id).first()
        if user and item.original.get("own"):
            if user.has_usable_password() or user.last_login:
                undone.kept.append(_("author %s stays: they have an account now.") % user.username)
                continue
            try:
                with transaction.atomic():
                    user.delete()
            except ProtectedError:
                undone.kept.append(_("author %s stays: there are posts of theirs.") % user.username)
                continue
            undone.removed["author"] = undone.removed.get("author", 0) + 1
        item.delete()


def _items(batch: ImportBatch, *kinds: str) -> list[ImportedItem]:
    return list(batch.items.filter(kind__in=kinds).order_by("pk"))
