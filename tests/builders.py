"""Objects that are valid by default; a test names only what it is about."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from blog.models import Kind, Post
from comments.models import Comment, Correspondent, Status, Subscription

PASSWORD = "correct horse battery"
numbers = count(1)


def make_user(username="alice", *, role=None, confirmed=True, **fields):
    """A person; a role makes them staff."""
    fields = {"email": f"{username}@example.org", "display_name": username.title(), "is_staff": bool(role), **fields}
    user = User.objects.create_user(username=username, password=PASSWORD, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    if confirmed:
        user.confirm_email()
    return user


def make_post(title=None, **fields):
    """A published post with a short text."""
    title = f"Post {next(numbers)}" if title is None else title
    tags, categories = fields.pop("tags", []), fields.pop("categories", [])
    fields.setdefault("author", User.objects.filter(username="author").first() or make_user("author", role="author"))
    fields.setdefault("published_at", timezone.now() - timedelta(hours=1))
    fields.setdefault("body", "A short text about tides.")
    post = Post(title=title, **fields)
    post.save()
    post.tags.set(tags)
    post.categories.set(categories)
    return post


def make_page(title=None, **fields):
    return make_post(title, kind=Kind.PAGE, **fields)


def make_comment(post=None, *, status=Status.APPROVED, **fields):
    """An approved comment by a guest."""
    values = {"name": "Ines", "email": "ines@example.org", "body": f"A thought, number {next(numbers)}.", **fields}
    return Comment.objects.create(post=post or make_post(), status=status, **values)


def make_subscription(post, email="leo@example.org", **fields):
    """A confirmed inbox that follows the whole conversation."""
    person = Correspondent.of(email)
    person.confirm()
    values = {"post": post, "confirmed_at": timezone.now(), **fields}
    return Subscription.objects.create(correspondent=person, **values)
