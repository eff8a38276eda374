"""A post behind a password, as its readers meet it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.locks import keys
from tests.builders import make_page, make_post, make_user

from .locks import is_locked, make_locked, try_password

pytestmark = pytest.mark.django_db

SHAPES = ["blog:piece", "blog:print", "blog:pdf", "blog:epub", "blog:email", "comments:conversation"]


def test_the_right_password_leads_to_the_shape_that_was_asked_for_and_opens_them_all(client):
    post = make_locked("Tides", body="The water goes.")
    address = post.url_of("blog:print")
    assert f'name="then" value="{address}"' in client.get(address).content.decode()
    response = try_password(client, post, then=address)
    assert (response.status_code, response.headers["Location"]) == (303, address)
    assert "The water goes." in client.get(address).content.decode()
    for name in SHAPES:
        response = client.get(post.url_of(name))
        assert not is_locked(client, post.url_of(name)), name
        assert response.headers["Cache-Control"] == "private, no-store", name
        assert response.headers["X-Robots-Tag"] == "noindex", name
    assert "Behind a password" in client.get(post.get_absolute_url()).content.decode()


def test_a_page_has_a_lock_too(client):
    page = make_page("About us", visibility="password", password="ebb and flow")
    assert is_locked(client, page.get_absolute_url())
    try_password(client, page)
    assert "About us" in client.get(page.get_absolute_url()).content.decode()


def test_the_key_is_a_cookie_of_ten_days_that_scripts_and_other_sites_do_not_get(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    post = make_locked()
    (cookie,) = try_password(client, post).cookies.values()
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 10 * 24 * 3600 and post.password not in cookie.output()


def test_another_password_locks_it_again(client):
    post = make_locked()
    try_password(client, post)
    assert not is_locked(client, post.get_absolute_url())
    post.password = "spring tide"
    post.save()
    assert is_locked(client, post.get_absolute_url())


def test_a_key_runs_out(client, monkeypatch):
    post = make_locked()
    try_password(client, post)
    monkeypatch.setattr(keys, "LASTS", timedelta(seconds=-1))
    assert is_locked(client, post.get_absolute_url())


def test_a_forged_key_opens_nothing(client):
    post, other = make_locked(), make_locked(password="other")
    try_password(client, other, "other")
    (name,) = client.cookies.keys()
    digest = keys._own_digest(post)
    for value in (client.cookies[name].value, digest, f"{digest}:1:x", "", "é", "a" * 5000):
        client.cookies[keys._cookie(digest)] = value
        assert is_locked(client, post.get_absolute_url())


def test_one_password_of_an_author_opens_all_their_posts_that_have_it_and_no_others(client):
    post, sibling = make_locked(), make_locked()
    different = make_locked(password="another")
    stranger = make_locked(author=make_user("bob", role="author"))
    try_password(client, post)
    opened = [not is_locked(client, each.get_absolute_url()) for each in (post, sibling, different, stranger)]
    assert opened == [True, True, False, False]


@pytest.mark.parametrize("typed", ["ébb", "e\u0301bb", " ébb ", "ébb\n"])
def test_accents_in_either_spelling_and_spaces_around_do_not_matter(client, typed):
    post = make_locked(password="ébb")
    assert try_password(client, post, typed).status_code == 303


@pytest.mark.parametrize("typed", ["", "EBB AND FLOW", "ebb", "\x00", "x" * 100_000, "ebb and flow" + " x" * 200, "😀"])
def test_a_wrong_password_gets_the_lock_again_with_the_reason_at_the_field(client, typed):
    post = make_locked("Tides")
    response = try_password(client, post, typed)
    page = response.content.decode()
    assert response.status_code == 422 and not response.cookies
    assert "That is not the password." in page and 'aria-describedby="password-error"' in page
    assert f'name="then" value="{post.get_absolute_url()}"' in page and "Tides" not in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert is_locked(client, post.get_absolute_url())


def test_a_post_whose_password_is_lost_opens_to_nobody(client):
    for password in ("", "   "):
        post = make_locked(password=password)
        assert try_password(client, post, password).status_code == 422
        assert is_locked(client, post.get_absolute_url())


def test_a_form_from_another_site_is_given_back(client):
    response = try_password(client, make_locked(), headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403 and "came from another place" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize(
    "then", ["https://evil.example/", "//evil.example/", "/\\evil.example", "x", "", "/" + "a" * 9000]
)
def test_the_lock_leads_nowhere_else(client, then):
    post = make_locked()
    assert try_password(client, post, then=then).headers["Location"] == reverse("blog:short", args=[post.pk])


def test_a_line_break_in_where_to_go_breaks_nothing(client):
    response = try_password(client, make_locked(), then="/x\r\nSet-Cookie: a=b")
    assert response.status_code == 303 and "\n" not in response.headers["Location"]


def test_the_short_link_shows_the_lock_and_leads_on_with_the_key(client):
    post = make_locked("Tides")
    short = reverse("blog:short", args=[post.pk])
    assert is_locked(client, short) and "tides" not in client.get(short).content.decode()
    assert client.get(f"{short}unlock/").headers["Location"] == short
    try_password(client, post, then=short)
    response = client.get(short)
    assert (response.status_code, response.headers["Location"]) == (302, post.get_absolute_url())
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_address_that_it_had_once_leads_to_its_lock_and_does_not_tell_the_new_one(client):
    post = make_locked("Tides")
    post.old_addresses.create(path="/old/")
    response = client.get("/old/")
    assert (response.status_code, response.headers["Location"]) == (302, reverse("blog:short", args=[post.pk]))


@pytest.mark.parametrize(
    "state", [{"published_at": None}, {"expires_at": timezone.now()}, {"trashed_at": timezone.now()}]
)
def test_what_is_hidden_altogether_has_no_lock(client, state):
    post = make_locked(**state)
    assert client.get(post.get_absolute_url()).status_code == 404
    assert client.get(reverse("blog:short", args=[post.pk])).status_code == 404
    assert try_password(client, post).status_code == 404


def test_a_post_that_has_been_opened_meanwhile_is_simply_shown(client):
    post = make_post()
    assert try_password(client, post, "anything").headers["Location"] == post.get_absolute_url()


def test_its_author_and_editors_need_no_password_and_its_painter_does(client):
    ada = make_user("ada", role="author")
    post = make_locked(author=ada)
    for person, locked in ((ada, False), (make_user("edit", role="editor"), False), (make_user("mia"), True)):
        client.force_login(person)
        assert is_locked(client, post.get_absolute_url()) is locked, person


def test_somebody_signed_in_types_it_too(client):
    post = make_locked()
    client.force_login(make_user("mia"))
    assert "csrfmiddlewaretoken" in client.get(post.get_absolute_url()).content.decode()
    assert try_password(client, post).status_code == 303
    assert not is_locked(client, post.get_absolute_url())
