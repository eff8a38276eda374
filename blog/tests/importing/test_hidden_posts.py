"""Whatever a stranger could not read there, no stranger reads here."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import OldAddress, Post
from blog.tests.locks import try_password

from .exports import comment, export, item, page, run, term

pytestmark = pytest.mark.django_db

PASSED, AHEAD = "2019-05-05 05:05:05", (timezone.now() + timedelta(days=900)).strftime("%Y-%m-%d %H:%M:%S")
HIDDEN = {
    "a draft": ({"status": "draft", "post_date_gmt": "0000-00-00 00:00:00"}, "draft"),
    "a pending post": ({"status": "pending"}, "draft"),
    "an automatic draft": ({"status": "auto-draft"}, "draft"),
    "a private post": ({"status": "private"}, "private"),
    "a post in the trash": ({"status": "trash"}, "trashed"),
    "a post with a password": ({"post_password": "open sesame"}, "password"),
    "a draft with a password": ({"status": "draft", "post_password": "open sesame"}, "draft"),
    "an unknown status": ({"status": "archived-by-plugin"}, "draft"),
    "no status": ({"status": ""}, "draft"),
    "a scheduled post": ({"status": "future", "post_date_gmt": AHEAD, "post_date": AHEAD}, "scheduled"),
    "a post whose schedule was missed": ({"status": "future", "post_date_gmt": PASSED}, "draft"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_post_stays_hidden(tmp_path, name):
    fields, status = HIDDEN[name]
    run(tmp_path, export(item(**fields)))
    assert Post.objects.get().status == status
    assert not Post.objects.published().exists()


def test_only_what_is_published_without_password_is_public(tmp_path):
    run(tmp_path, export(item()))
    assert Post.objects.get().status == "published"


def test_as_drafts_holds_everything_back(tmp_path):
    run(tmp_path, export(item(), item(post_password="x"), item(status="private"), page()), as_drafts=True)
    assert not Post.objects.published().exists()


def test_no_hidden_word_is_on_any_public_address(client, tmp_path):
    terms = term("post_tag", "both", "Both") + term("category", "all", "All")
    parts = [item("Open", slug="open", more=terms)]
    for number, (fields, _) in enumerate(HIDDEN.values()):
        more = terms + comment("Canary in a comment.")
        texts = {"slug": f"canary-{number}", "excerpt": "A canary's summary.", "more": more, **fields}
        parts.append(item("A canary's title", "A canary's words.", **texts))
    parts.append(page("Canary page", "Canary.", slug="canary-page", status="private"))
    run(tmp_path, export(*parts))
    addresses = ["/", "/archive/", "/2012/", "/2012/03/", "/feed/", "/feed/atom/", "/feed/json/", "/comments/feed/"]
    addresses += re.findall(r"<loc>https?://[^/]+(/[^<]*)", client.get("/sitemap.xml").content.decode())
    addresses += ["/sitemap.xml", "/tag/both/", "/tag/both/feed/", "/category/all/", "/category/all/feed/"]
    addresses += ["/author/ada/", "/author/ada/feed/", "/2012/03/open/"]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert b"canary" not in response.content.lower(), address


def test_no_address_of_a_hidden_post_answers(client, tmp_path):
    run(tmp_path, export(*(item(slug=f"canary-{n}", **fields) for n, (fields, _) in enumerate(HIDDEN.values()))))
    for path in OldAddress.objects.values_list("path", flat=True):
        response = client.get(path)
        locked = response.status_code == 302 and re.fullmatch(r"/p/\d+/", response.headers["Location"])
        unknown = path.startswith("/?") and b"canary" not in response.content
        assert response.status_code == 404 or locked or unknown, path
    for post in Post.objects.all():
        for address in (
            post.get_absolute_url(),
            f"/p/{post.pk}/",
            post.url_of("blog:print"),
            post.url_of("comments:post_feed"),
        ):
            response = client.get(address)
            assert response.status_code == (200 if post.is_locked else 404), address
            assert not post.is_locked or b"canary" not in response.content.replace(address.encode(), b""), address


def test_a_password_opens_what_it_opened_there(client, tmp_path):
    run(tmp_path, export(item(content="Behind the lock.", post_password="open sesame")))
    post = Post.objects.get()
    assert b"Behind the lock" not in client.get(post.get_absolute_url()).content
    try_password(client, post, "open sesame")
    assert b"Behind the lock" in client.get(post.get_absolute_url()).content
