"""Whose name a guest has typed: of the post's author, of staff, of a member who is heard here."""

import re

from django.db.models import Exists, OuterRef, Q

from accounts import names
from accounts.models import User

from .. import models
from . import trust

WORD = re.compile(r"[^\W_]+")
# What is put beside a name to speak for the house.
TITLES = {
    names.skeleton(title)
    for title in ["author", "editor", "official", "staff", "admin", "moderator", "team", "writer", "owner"]
}


def bearer_of(comment) -> User | None:
    """Of the author and the staff, also where more stands beside the name."""
    looks, words = names.skeleton(comment.name), _words(comment.name)
    staff = User.objects.filter(is_staff=True, is_active=True)
    for person in [comment.post.author, *staff]:
        for name in (person.name, person.username):
            if looks and (looks == names.skeleton(name) or _is_within(_words(name), words)):
                return person
    return None


def member_of(comment, sender, rules) -> User | None:
    """A guest who has earned trust may have the name that they had."""
    is_called = Q(display_name__iexact=comment.name) | Q(display_name="", username__iexact=comment.name)
    heard = models.Comment.objects.filter(account=OuterRef("pk"), status=models.Status.APPROVED)
    member = User.objects.filter(is_called, Exists(heard), is_active=True).order_by("pk").first()
    return None if member is None or trust.is_earned(comment, sender, rules) else member


def _is_within(name: list[str], words: list[str]) -> bool:
    """A whole name anywhere; a single word, which is many people's, only beside a title."""
    if len(name) < 2:
        return bool(name) and name[0] in words and TITLES.issuperset(set(words) - set(name))
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))


def _words(name: str) -> list[str]:
    return [look for word in WORD.findall(names.clean(name)) if (look := names.skeleton(word))]
