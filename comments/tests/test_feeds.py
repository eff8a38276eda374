from xml.etree import ElementTree

import pytest

from comments.models import Comment
from tests.builders import make_comment, make_page, make_post

pytestmark = pytest.mark.django_db


def items(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    return ElementTree.fromstring(response.content).findall("channel/item")


def test_the_site_has_a_feed_of_replies_newest_first(client):
    first = make_comment(make_post("About tides"), name="Noor & Co", body="See [this](/about/) &amp; <that>")
    second = make_comment()
    make_comment(status="pending")
    make_comment(make_post(published_at=None))
    entries = items(client, "/comments/feed/")
    assert [entry.findtext("link") for entry in entries] == [
        f"http://127.0.0.1:8000/comment/{second.pk}/",
        f"http://127.0.0.1:8000/comment/{first.pk}/",
    ]
    assert entries[1].findtext("title") == "Noor & Co on “About tides”"
    content = entries[1].findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert 'href="http://127.0.0.1:8000/about/"' in content
    assert "&lt;that&gt;" in entries[1].findtext("description"), "a description is read as HTML"


def test_ids_outlive_the_slug(client):
    post = make_post()
    make_comment(post)
    before = items(client, "/comments/feed/")[0].findtext("guid")
    post.slug = "another"
    post.save()
    assert items(client, "/comments/feed/")[0].findtext("guid") == before
    assert post.feed_id in before


def test_posts_and_pages_have_a_feed_of_their_own(client):
    for piece in (make_post("About tides"), make_page("About us")):
        comment = make_comment(piece)
        make_comment()
        entries = items(client, piece.url_of("comments:post_feed"))
        assert [entry.findtext("link") for entry in entries] == [f"http://127.0.0.1:8000/comment/{comment.pk}/"]
        page = client.get(piece.get_absolute_url()).content.decode()
        assert f'href="http://127.0.0.1:8000{piece.url_of("comments:post_feed")}"' in page


def test_a_feed_has_at_most_fifty_and_costs_no_more_for_it(client, django_assert_max_num_queries):
    post = make_post()
    for _ in range(60):
        make_comment(post)
    with django_assert_max_num_queries(6):
        assert len(items(client, "/comments/feed/")) == 50
    with django_assert_max_num_queries(6):
        assert len(items(client, post.url_of("comments:post_feed"))) == 50
    assert Comment.objects.count() == 60


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    post = make_post()
    make_comment(post)
    for path in ("/comments/feed/", post.url_of("comments:post_feed")):
        etag = client.get(path)["ETag"]
        unchanged = client.get(path, headers={"If-None-Match": etag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        make_comment(post)
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_a_feed_is_only_read(client):
    assert client.post("/comments/feed/").status_code == 405
    assert client.head("/comments/feed/").status_code == 200
