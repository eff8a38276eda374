"""The export that theme authors test with, if it lies beside the project; it is not part of it."""

import os
from collections import Counter
from datetime import UTC
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from blog.importing import wxr
from blog.importing.records import PostRecord
from blog.models import Post
from comments.models import Comment

from .exports import counts, run

SHARED = Path(os.environ.get("BROADSHEET_SHARED") or Path(__file__).resolve().parents[4] / "shared")
FILE = SHARED / "data" / "themeunittestdata.wordpress.xml"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not FILE.is_file(), reason="themeunittestdata is not here")]


@pytest.fixture
def printed(tmp_path):
    return run(tmp_path, FILE.read_bytes())


def pieces() -> list[PostRecord]:
    records = wxr.Export(FILE, UTC).records(Counter())
    return [each for each in records if isinstance(each, PostRecord) and each.type in {"post", "page"}]


def test_the_report_and_the_site_agree(printed, tmp_path):
    for kind, rows in {
        "post": Post.objects.posts(),
        "page": Post.objects.pages(),
        "comment": Comment.objects.all(),
    }.items():
        in_file, created, updated, skipped, failed = counts(printed, kind)
        assert created == rows.count() and in_file == created + updated + skipped + failed
    assert counts(printed, "post")[:2] == (58, 58) and counts(printed, "page")[:2] == (21, 21)
    assert counts(printed, "comment") == (33, 29, 0, 4, 0)
    again = run(tmp_path, FILE.read_bytes())
    assert Post.objects.count() == 79 and counts(again, "post") == (58, 0, 0, 58, 0)


@pytest.mark.slow
def test_published_ones_answer_at_their_old_addresses_and_the_others_nowhere(printed, client):
    for record in pieces():
        address = "/" + record.link.split("/", 3)[3].lstrip("/")
        response = client.get(address, follow=True)
        if record.status == "publish" and not record.password:
            assert response.status_code == 200 and len(response.redirect_chain) <= 1, address
        elif record.password:
            assert "opens with a password" in response.content.decode(), address
        elif urlsplit(address).query:
            assert response.redirect_chain == [], address
        else:
            assert response.status_code == 404, address


def test_hidden_ones_are_in_no_list(printed, client):
    hidden = Post.objects.exclude(pk__in=Post.objects.published())
    assert {post.slug for post in hidden} == {"draft", "scheduled", "template-password-protected"}
    for address in ("/", "/archive/", "/feed/", "/feed/atom/", "/feed/json/", "/sitemap.xml", "/comments/feed/"):
        text = client.get(address).content.decode()
        assert "template-password-protected" not in text and "until the password is entered" not in text


def test_threads_keep_their_depth_and_what_waits_waits(printed, client):
    post = Post.objects.get(slug="template-comments")
    assert max(comment.depth for comment in post.comments.all()) == 10
    text = client.get(post.get_absolute_url()).content.decode()
    assert "Comment Depth 10" in text and "Feeling testy" not in text
