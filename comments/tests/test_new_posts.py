"""Whether a post takes comments from the beginning, and what the form says once it is old."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Post
from comments.models import CommentRules
from tests.builders import make_post, make_user

from .acts import write
from .test_thread import read

pytestmark = pytest.mark.django_db


def is_ticked(client, kind: str) -> bool:
    page = client.get(f"/admin/blog/{kind}/add/").content.decode()
    return " checked" in page.split('name="comments_open"')[1].split(">")[0]


def test_a_new_post_takes_comments_and_a_new_page_does_not(client):
    client.force_login(make_user("ed", role="editor"))
    assert is_ticked(client, "post")
    assert not is_ticked(client, "page")


def test_the_owner_decides_whether_new_posts_take_comments(client):
    old = make_post()
    CommentRules.objects.update(open_on_new_posts=False)
    client.force_login(make_user("ed", role="editor"))
    assert not is_ticked(client, "post")
    assert Post.objects.get(pk=old.pk).comments_open, "what is there already stays as it is"


def test_under_an_older_post_the_form_says_that_comments_wait(client):
    CommentRules.objects.update(hold_after_days=14)
    old = make_post(published_at=timezone.now() - timedelta(days=15))
    words = "This post is older: what is written here now is read by a moderator before it appears."
    assert words in read(client, old)
    assert words not in read(client, make_post())
    assert write(client, old).status_code == 303
    CommentRules.objects.update(hold_after_days=0)
    assert words not in read(client, old)
