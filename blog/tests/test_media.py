"""Files: a picture is as public as the posts that show it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from blog import pictures
from tests.builders import make_post, make_user

from .pictures import photo, saved, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return pictures.take_in(upload(saved(photo(700, 500))), by=make_user("painter", role="contributor"))


def test_a_picture_is_as_public_as_the_post_that_shows_it(client, picture):
    now = timezone.now()
    cases = {
        "published": ({}, 200),
        "draft": ({"published_at": None}, 404),
        "scheduled": ({"published_at": now + timedelta(days=1)}, 404),
        "expired": ({"expires_at": now - timedelta(minutes=1)}, 404),
        "private": ({"visibility": "private"}, 404),
        "trashed": ({"trashed_at": now}, 404),
    }
    for name, (fields, expected) in cases.items():
        post = make_post(body=f"![Sea]({picture.file.url})", **fields)
        assert client.get(picture.file.url).status_code == expected, name
        post.delete()
        assert client.get(picture.file.url).status_code == 404, name


def test_a_cover_and_the_smaller_copies_follow_the_post(client, picture, run_tasks):
    run_tasks()
    picture.refresh_from_db()
    copy = default_storage.url(picture.sizes["480"])
    post = make_post(cover=picture)
    assert client.get(copy)["Content-Type"] == "image/webp"
    post.unpublish(by=None)
    assert client.get(copy).status_code == 404


def test_hidden_pictures_are_seen_by_their_painter_the_author_and_editors_alone(client, picture):
    make_post(body=f"![Sea]({picture.file.url})", published_at=None, author=make_user("alice", role="author"))
    roles = {"painter": 200, "alice": 200, "bob": 404, "mia": 404, "edith": 200}
    make_user("bob", role="author")
    make_user("mia", role="moderator")
    make_user("edith", role="editor")
    for name, expected in roles.items():
        client.login(email=f"{name}@example.org", password="correct horse battery")
        response = client.get(picture.file.url)
        assert response.status_code == expected, name
        if expected == 200:
            assert response["Cache-Control"] == "private, no-store"


def test_headers_let_a_public_picture_be_kept_and_nothing_in_it_run(client, picture):
    make_post(cover=picture)
    response = client.get(picture.file.url)
    assert response["Content-Type"] in {"image/jpeg", "image/png"}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" not in response.get("Vary", "")
    assert b"".join(response.streaming_content)
    again = client.get(picture.file.url, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_public_picture_costs_one_query(client, picture, django_assert_num_queries):
    for _ in range(3):
        make_post(body=f"![Sea]({picture.file.url})", cover=picture)
    with django_assert_num_queries(1):
        client.get(picture.file.url)


def test_avatars_are_public_and_nothing_else_is(client):
    default_storage.save("avatars/ab12.webp", ContentFile(b"RIFF"))
    default_storage.save("paper/secret.pdf", ContentFile(b"%PDF"))
    default_storage.save("secret.png", ContentFile(b"x"))
    assert client.get("/media/avatars/ab12.webp").status_code == 200
    for name in ("paper/secret.pdf", "secret.png", "avatars/none.webp", "avatars/", "pictures/"):
        assert client.get(f"/media/{name}").status_code in {400, 404}, name


@pytest.mark.parametrize(
    "name",
    [
        "../settings.py", "pictures/../avatars/a.webp", "pictures/%2e%2e/%2e%2e/x.png", "avatars/..%2f..%2fx.png",
        "pictures/a%00.png", "avatars/%00.png", "//etc/passwd.png", "pictures/a%0a.png", "avatars/.webp",
        "avatars/" + "a" * 5000 + ".webp", "pictures/%F0%9F%98%80.png",
        "avatars\\..\\x.png", "pictures/" + "0" * 24 + ".png",
    ],
)  # fmt: skip
def test_odd_names_are_not_found(client, name):
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_a_file_that_is_gone_is_not_found(client, picture):
    make_post(cover=picture)
    default_storage.delete(picture.file.name)
    assert client.get(picture.file.url).status_code == 404


def test_media_is_only_read(client, picture):
    assert client.post(picture.file.url).status_code == 405
    assert client.head(picture.file.url).status_code == 404


def test_a_text_may_name_a_picture_by_one_of_its_smaller_copies(picture):
    smaller = picture.file.url.rsplit(".", 1)[0] + "-480.webp"
    assert list(make_post(body=f"![x]({smaller})").pictures.all()) == [picture]
