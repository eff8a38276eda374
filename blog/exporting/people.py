"""`content/authors` and `uploads/avatars`: who wrote, without the address at which they sign in."""

from functools import reduce
from operator import or_

from django.core.files.storage import default_storage
from django.db.models import Q

from accounts.models import User

from ..models import Post, Revision
from .archive import Archive
from .front_matter import document, folder


def writers():
    """Everybody who wrote a post or a page, or saved or withdrew a version of one."""
    columns = (Post.objects.values("author_id"), Revision.objects.values("editor_id"))
    wrote = reduce(or_, (Q(pk__in=column) for column in (*columns, Revision.objects.values("withdrawn_by_id"))))
    return User.objects.filter(wrote).order_by("username")


def write(archive: Archive) -> list[str]:
    """Returns the pictures that are not in the store any more."""
    public = set(Post.objects.published().order_by().values_list("author_id", flat=True).distinct())
    missing = []
    for person in sorted(writers(), key=lambda person: person.username):
        archive.write(f"content/authors/{folder(person.username)}/_index.md", _document(person, person.pk in public))
        if person.avatar and not copy_upload(archive, person.avatar.name):
            missing.append(person.avatar.name)
    return missing


def copy_upload(archive: Archive, name: str) -> bool:
    try:
        source = default_storage.open(name)
    except FileNotFoundError:
        return False
    with source:
        archive.copy(f"uploads/{name}", source)
    return True


def _document(person: User, is_public: bool) -> str:
    facts = {
        "title": person.name,
        "slug": person.username,
        "draft": None if is_public else True,
        "params": {
            "display_name": person.display_name,
            "website": person.website,
            "avatar": person.avatar.name if person.avatar else None,
        },
    }
    return document(facts, person.bio)
