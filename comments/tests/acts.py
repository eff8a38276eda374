"""What people do, through the front door."""

from datetime import timedelta

from django.core import signing
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments import stamps
from comments.models import Comment, Notice
from comments.models.decision import new_batch
from tests.builders import make_comment, make_user

TYPED = {"comment": "What happens in the dark?", "author": "Noor", "email": "noor@example.org", "url": ""}


def write(client, post, *, headers=None, **fields):
    """Post a comment; a field set to None is left out."""
    data = {name: value for name, value in {**TYPED, **fields}.items() if value is not None}
    return client.post(post.url_of("comments:conversation"), data, headers=headers)


def stamp_of_age(post, seconds: float) -> str:
    opened = timezone.now() - timedelta(seconds=seconds)
    return signing.Signer(salt=stamps.SALT).sign_object([post.pk, opened.timestamp()])


def latest() -> Comment:
    return Comment.objects.order_by("-pk").first()


def why(comment) -> str:
    return comment.decisions.first().reason


def make_known_member(username="maria", **fields):
    """A confirmed member who has earned trust, some days ago."""
    member = make_user(username, **fields)
    for _ in range(2):
        make_liked(account=member, name=member.name, email=member.email)
    return member


def make_liked(**fields):
    """A comment that a person approved, some days ago; their account is gone since."""
    comment = make_comment(**fields)
    comment.decisions.create(before="pending", after="approved", batch=new_batch())
    backdate(comment, days=9)
    return comment


def backdate(comment, **ago) -> None:
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(**ago))


def let_pass(**span) -> None:
    """What was told is longer ago, what is to be told is nearer."""
    ago = timedelta(**span)
    Notice.objects.update(due_at=F("due_at") - ago)
    Notice.objects.exclude(handed_at=None).update(handed_at=F("handed_at") - ago)
    DBTaskResult.objects.filter(status="READY").update(run_after=F("run_after") - ago)
