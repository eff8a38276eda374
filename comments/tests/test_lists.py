from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import timezone

from blog.models import Post
from tests.builders import make_comment, make_post

pytestmark = pytest.mark.django_db


def render(source, **context):
    return Template("{% load conversation %}" + source).render(Context(context))


def test_a_list_knows_its_reply_counts_by_one_query(django_assert_num_queries):
    first, second = make_post("First"), make_post("Second")
    for status in ("approved", "approved", "pending", "spam"):
        make_comment(first, status=status)
    source = "{% reply_counts posts %}{% for post in posts %}{{ post.title }} {{ post.reply_count }}, {% endfor %}"
    posts = list(Post.objects.order_by("pk"))
    with django_assert_num_queries(1):
        assert render(source, posts=posts) == "First 2, Second 0, "
    page = Paginator(Post.objects.order_by("pk"), 10).page(1)
    assert render(source, posts=page) == "First 2, Second 0, "
    assert render(source, posts=Post.objects.order_by("pk")) == "First 2, Second 0, "
    assert second.comments.count() == 0


def test_the_edition_is_of_the_latest_publication_or_reply(django_assert_max_num_queries):
    now = timezone.now()
    source = "{% latest_edition as edition %}{{ edition|date:'Y-m-d' }}"
    assert render(source) == ""
    post = make_post(published_at=now - timedelta(days=9))
    make_post(published_at=now + timedelta(days=9))
    with django_assert_max_num_queries(2):
        assert render(source) == f"{now - timedelta(days=9):%Y-%m-%d}"
    make_comment(post, created_at=now - timedelta(days=3))
    make_comment(post, created_at=now - timedelta(days=1), status="pending")
    assert render(source) == f"{now - timedelta(days=3):%Y-%m-%d}"
