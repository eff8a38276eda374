"""A batch is taken back: everything it made goes, except what people have worked on since."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

from .. import pictures
from ..models import Category, ImportBatch, ImportedItem, ImportedPicture, Picture, Post, Series, Tag
from ..seams import conversations
from . import avatars, redirects, site_facts

AT_A_TIME = 200


@dataclass
class Undone:
    removed: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def count(self, kind: str, times: int = 1) -> None:
        self.removed[kind] = self.removed.get(kind, 0) + times

    def as_text(self) -> str:
        lines = [_("Removed: %(times)s × %(kind)s") % {"times": n, "kind": kind} for kind, n in self.removed.items()]
        return "\n".join([*lines, *self.kept]) or _("There was nothing left to remove.")


@transaction.atomic
def undo(batch: ImportBatch) -> Undone:
    """In one transaction: all of it or, if anything goes wrong, nothing."""
    undone = Undone()
    staying = _posts_that_stay(batch, undone)
    for conversation in conversations():
        undone.count("comment", conversation.take_back(batch, staying))
    _remove_redirects(batch, staying, undone)
    _remove_posts(batch, staying, undone)
    _remove_pictures(batch, undone)
    _remove_terms(batch, undone)
    avatars.take_back(batch)
    _remove_authors(batch, undone)
    site_facts.take_back(batch)
    if batch.items.exists():
        batch.undone_at = timezone.now()
        batch.save()
    else:
        batch.delete()
    return undone


def _posts_that_stay(batch: ImportBatch, undone: Undone) -> set[int]:
    answered = set().union(*(conversation.answered_since(batch) for conversation in conversations()))
    staying = set()
    for items in _parts(batch, "post", "page"):
        posts = Post.objects.filter(pk__in=[item.object_id for item in items])
        latest = dict(posts.annotate(latest=Max("revisions__number")).values_list("pk", "latest"))
        for item in items:
            if item.object_id not in latest:
                continue
            words = {"kind": item.kind, "id": item.object_id}
            if latest[item.object_id] != item.original["revision"]:
                undone.kept.append(_("%(kind)s %(id)s stays: it was edited here.") % words)
            elif item.object_id in answered:
                undone.kept.append(_("%(kind)s %(id)s stays: people have commented here.") % words)
            else:
                continue
            staying.add(item.object_id)
    return staying


def _remove_redirects(batch: ImportBatch, staying: set[int], undone: Undone) -> None:
    removed, kept = redirects.take_back(batch, staying)
    undone.kept += kept
    if removed:
        undone.count("redirect", removed)


def _remove_posts(batch: ImportBatch, staying: set[int], undone: Undone) -> None:
    # A page that stays must not keep an address below one that goes.
    going = batch.items.filter(kind="page").exclude(object_id__in=staying).values("object_id")
    below = list(Post.objects.filter(pk__in=staying, parent__in=going).values_list("pk", flat=True))
    for items in _parts(batch, "post", "page"):
        for kind in ("post", "page"):
            leaving = [item for item in items if item.kind == kind and item.object_id not in staying]
            posts = Post.objects.filter(pk__in=[item.object_id for item in leaving])
            undone.count(kind, posts.count())
            posts.delete()
            ImportedItem.objects.filter(pk__in=[item.pk for item in leaving]).delete()
    for page in Post.objects.filter(pk__in=below):
        page.save()


def _remove_pictures(batch: ImportBatch, undone: Undone) -> None:
    """Those that nothing shows any more, and that no other import counts on."""
    brought = batch.pictures.filter(is_own=True).values("picture")
    unused = Picture.objects.filter(pk__in=brought, posts=None, covered=None)
    elsewhere = ImportedPicture.objects.exclude(batch=batch).exclude(picture=None).values("picture")
    for picture in unused.exclude(pk__in=elsewhere):
        pictures.remove(picture)
        undone.count("picture")
    batch.pictures.all().delete()


def _remove_terms(batch: ImportBatch, undone: Undone) -> None:
    """Those that other posts or categories have come to use stay."""
    for kind, model in {"tag": Tag, "category": Category, "series": Series}.items():
        for item in reversed(list(batch.items.filter(kind=kind).order_by("pk"))):
            row = model.objects.filter(pk=item.object_id).first()
            if row and item.original.get("own"):
                if row.posts.exists():
                    continue
                row.delete()
                undone.count(kind)
            item.delete()


def _remove_authors(batch: ImportBatch, undone: Undone) -> None:
    for item in batch.items.filter(kind="author").order_by("pk"):
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
            undone.count("author")
        item.delete()


def _parts(batch: ImportBatch, *kinds: str) -> Iterator[list[ImportedItem]]:
    """All items of these kinds, so many at a time that a database answers about them in one question."""
    ids = list(batch.items.filter(kind__in=kinds).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        yield list(ImportedItem.objects.filter(pk__in=ids[start : start + AT_A_TIME]).order_by("pk"))
