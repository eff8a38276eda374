"""A post for people with an account."""

import pytest

from blog import pictures
from blog.models import Post
from tests.builders import PASSWORD, make_page, make_post, make_user

from .locks import try_password
from .pictures import upload

pytestmark = pytest.mark.django_db

SHAPES = ["blog:piece", "blog:print", "blog:epub", "blog:email", "comments:conversation"]


def make_for_members(title="Harbour news", **fields):
    return make_post(title, visibility="members", **fields)


def test_a_stranger_is_led_to_sign_in_and_back(client):
    post = make_for_members()
    make_user("mia")
    page = client.get(post.url_of("blog:print")).content.decode()
    sign_in = f"/accounts/login/?next={post.url_of('blog:print')}"
    assert f'href="{sign_in}"' in page and "/accounts/signup/" in page
    assert 'type="password"' not in page and "Harbour news" not in page
    response = client.post(sign_in, {"login": "mia@example.org", "password": PASSWORD})
    assert response.headers["Location"] == post.url_of("blog:print")
    assert "Harbour news" in client.get(response.headers["Location"]).content.decode()


def test_people_who_are_signed_in_read_it_in_every_shape(client):
    post = make_for_members(comments_open=True)
    client.force_login(make_user("mia"))
    for name in SHAPES:
        response = client.get(post.url_of(name))
        assert "Harbour news" in response.content.decode(), name
        assert response.headers["Cache-Control"] == "private, no-store", name
        assert response.headers["X-Robots-Tag"] == "noindex", name


def test_somebody_who_was_switched_off_no_longer_does(client):
    mia = make_user("mia")
    client.force_login(mia)
    mia.is_active = False
    mia.save()
    assert "with an account" in client.get(make_for_members().get_absolute_url()).content.decode()


def test_no_password_opens_it(client):
    post = make_for_members(password="left over")
    response = try_password(client, post, "left over")
    assert response.status_code == 303 and not response.cookies
    assert "with an account" in client.get(post.get_absolute_url()).content.decode()


def test_its_pictures_are_for_members(client):
    picture = pictures.take_in(upload(), by=None)
    make_for_members(cover=picture)
    assert client.get(picture.file.url).status_code == 404
    client.force_login(make_user("mia"))
    response = client.get(picture.file.url)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "private, no-store"


def test_it_is_in_no_list_menu_count_or_suggestion(client):
    make_post("Harbour lights")
    make_for_members()
    make_page("Harbour rules", visibility="members")
    for address in ("/", "/archive/", "/feed/", "/sitemap-pieces.xml", "/2026/11/harbour-new/", "/harbour-rule/"):
        page = client.get(address).content.decode()
        assert "Harbour news" not in page and "Harbour rules" not in page, address
    assert "1 piece" in client.get(Post.objects.first().author.get_absolute_url()).content.decode()
