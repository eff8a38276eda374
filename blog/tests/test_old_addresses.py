"""Old addresses: one step to where the thing is now, for those who may see it."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from blog import pictures
from blog.models import Category, OldAddress, Series, Tag
from blog.redirects import counting
from tests.builders import make_page, make_post, make_user

from .pictures import upload

pytestmark = pytest.mark.django_db


def leads(client, address):
    """Status and place; that one step is enough is asked wherever the place is ours."""
    response = client.get(address)
    place = response.headers.get("Location", "")
    if place.startswith("/"):
        assert client.get(place).status_code == 200, place
    return response.status_code, place


def picture():
    return pictures.take_in(upload(name="sea.png"), by=make_user("owner", role="editor"), alt="The sea")


def test_an_address_leads_to_a_post_wherever_it_moves(client):
    post = make_post(slug="tides")
    OldAddress.objects.remember("/archives/7", post)
    post.slug = "tide-tables"
    post.save()
    assert leads(client, "/archives/7") == leads(client, "/archives/7/") == (301, post.get_absolute_url())


def test_remembering_takes_an_address_over_and_remembering_if_free_does_not():
    one, two = make_post(), make_post()
    for post in (one, two, two):
        OldAddress.objects.remember("/x/", post)
    assert OldAddress.objects.get().post == two
    OldAddress.objects.remember_if_free("/x/", one)
    OldAddress.objects.remember_if_free("/y/", one)
    assert dict(OldAddress.objects.values_list("path", "post")) == {"/x/": two.pk, "/y/": one.pk}


def test_what_an_address_led_to_before_is_forgotten():
    OldAddress.objects.lead("/x/", "https://example.net/")
    OldAddress.objects.remember("/x/", post := make_post())
    old = OldAddress.objects.get()
    assert (old.target, old.goal) == ("", post)


def test_what_cannot_be_an_old_address_is_left_alone():
    post = make_post()
    for path in ("/", "", "https://old.example.org", "/" + "x" * 600, "/a\x00b/"):
        OldAddress.objects.remember(path, post)
        OldAddress.objects.remember_if_free(path, post)
    assert not OldAddress.objects.exists()


@pytest.mark.parametrize("written", ["/über uns/", "/%C3%BCber%20uns/", "https://old.example.org/%C3%BCber%20uns/#top"])
def test_addresses_are_kept_as_people_read_them(client, written):
    OldAddress.objects.remember(written, post := make_post())
    assert OldAddress.objects.get().path == "/über uns/"
    for asked in ("/%C3%BCber%20uns/", "/%25C3%25BCber%2520uns/", "/u%CC%88ber%20uns/"):
        assert leads(client, asked)[1] == post.get_absolute_url()


def test_a_picture_leads_to_its_file_for_those_who_may_see_it(client):
    sea = picture()
    OldAddress.objects.remember_picture("/wp-content/uploads/2012/03/sea.png", sea)
    OldAddress.objects.remember_picture("/?p=7", sea)
    assert client.get("/wp-content/uploads/2012/03/sea.png", follow=True).status_code == 404
    make_post(cover=sea)
    for asked in ("sea.png", "sea-300x200.png", "sea-scaled.png?w=300", "sea.png/"):
        assert leads(client, f"/wp-content/uploads/2012/03/{asked}") == (301, sea.file.url)
    for asked in ("/?p=7", "/?attachment_id=7", "/index.php?p=7&preview=true", "/index.php?attachment_id=7"):
        assert leads(client, asked) == (301, sea.file.url)


@pytest.mark.parametrize("model", [Tag, Category, Series])
def test_a_term_is_found_at_its_old_address_while_a_stranger_may_hear_of_it(client, model):
    term = model.objects.create(name="Tides")
    post = make_post()
    post.series = term if model is Series else None
    post.save()
    if model is not Series:
        getattr(post, {Tag: "tags", Category: "categories"}[model]).add(term)
    old, feed = term.get_absolute_url(), term.feed_url
    term.slug = "ebb"
    term.save()
    assert leads(client, old) == (301, term.get_absolute_url())
    assert leads(client, feed) == (301, term.feed_url)
    assert client.get(old + "print/").status_code == 404
    post.unpublish(by=None)
    assert client.get(old).status_code == 404


def test_a_hidden_posts_new_address_is_told_to_its_author_only(client):
    post = make_post(slug="one", author=make_user("ada", role="author"))
    OldAddress.objects.remember("/?p=5", post)
    old = post.get_absolute_url()
    post.slug = "secret-name"
    post.save()
    post.unpublish(by=None)
    for asked in (old, "/?p=5", f"{old}print/", f"{old}amp/", "/2001/01/secret-name/", "/2001/01/01/secret-name.html"):
        response = client.get(asked)
        assert "secret-name" not in response.headers.get("Location", ""), asked
    client.force_login(post.author)
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (301, post.get_absolute_url())
    assert "private" in response.headers["Cache-Control"]


# --- Fixed targets -------------------------------------------------------------------------------------------------


def test_a_fixed_target_is_a_place_of_the_site_or_another_site(client):
    OldAddress.objects.lead("/blog/", "/archive/")
    OldAddress.objects.lead("/shop/", "https://shop.example.org/?from=blog#top", code=302)
    assert leads(client, "/blog/?utm=1") == (301, "/archive/")
    assert leads(client, "/shop/?x=//evil.example") == (302, "https://shop.example.org/?from=blog#top")


def test_the_address_of_a_post_as_target_means_the_post(client, settings):
    settings.SITE_URL = "https://blog.example.org"
    post, page = make_post(slug="tides"), make_page("About")
    OldAddress.objects.remember("/?p=9", post)
    for number, target in enumerate([post.get_absolute_url(), f"https://blog.example.org{post.get_absolute_url()}",
                                     f"/p/{post.pk}/", "/?p=9"]):  # fmt: skip
        OldAddress.objects.lead(f"/{number}/", target)
    OldAddress.objects.lead("/page/", "/about/")
    assert set(OldAddress.objects.values_list("post", flat=True)) == {post.pk, page.pk}


def test_a_chain_is_walked_at_once(client):
    OldAddress.objects.lead("/c/", "/archive/")
    OldAddress.objects.lead("/b/", "/c/")
    OldAddress.objects.lead("/a/", "/b")
    assert leads(client, "/a/") == leads(client, "/b/") == (301, "/archive/")
    category = Category.objects.create(name="Sea")
    make_post(categories=[category])
    OldAddress.objects.lead("/sea/", "/category/water/sea/page/2/")
    assert client.get("/sea/").headers["Location"] == "/category/sea/?page=2"


def test_a_fixed_target_follows_what_moved_there_later(client):
    OldAddress.objects.lead("/a/", "/soon/")
    page = make_page("Soon", published_at=None)
    assert client.get("/soon/").status_code == 404
    page.publish(by=None)
    assert leads(client, "/a/") == (301, "/soon/")
    page.slug = "now"
    page.save()
    assert leads(client, "/a/") == (301, "/now/")


def test_a_fixed_target_says_more_than_where(client):
    post = make_post(slug="tides")
    OldAddress.objects.lead("/a/", f"{post.get_absolute_url()}#ebb")
    OldAddress.objects.lead("/b/", f"{post.get_absolute_url()}print/")
    assert client.get("/a/").headers["Location"] == f"{post.get_absolute_url()}#ebb"
    post.slug = "tide-tables"
    post.save()
    assert client.get("/a/").headers["Location"] == f"{post.get_absolute_url()}#ebb"
    assert leads(client, "/b/") == (301, f"{post.get_absolute_url()}print/")
    post.unpublish(by=None)
    assert client.get("/a/").status_code == client.get("/b/").status_code == 404


def test_what_leads_to_something_gone_is_gone(client):
    OldAddress.objects.lead("/b/", "", code=410)
    OldAddress.objects.lead("/a/", "/b/")
    assert client.get("/a/").status_code == 410


def test_a_target_of_which_the_site_knows_nothing_is_believed(client):
    OldAddress.objects.lead("/a/", "/files/price-list.pdf")
    assert client.get("/a/").headers["Location"] == "/files/price-list.pdf"


def test_a_circle_that_came_about_is_not_found_rather_than_walked(client):
    OldAddress.objects.lead("/a/", "/b/")
    OldAddress.objects.create(path="/b/", target="/a/")
    OldAddress.objects.create(path="/?p=1", target="/?p=2")
    OldAddress.objects.create(path="/?p=2", target="/?p=1")
    assert client.get("/a/").status_code == client.get("/b/").status_code == 404
    assert client.get("/?p=1").status_code == 200  # the front page


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//evil.example/", "/\\evil.example",
     "\\\\evil.example", "https://ours@evil.example/", "http://example.net/", "https:evil.example", "https://",
     "/a b/", "/a\nb/", "/\u202egnp.x/", "/%E2%80%AEx/", "ftp://example.net/", "about/", "https://[::1", "",
     "/" + "x" * 2000, "/a/", "/a"],
)  # fmt: skip
def test_a_target_that_could_harm_or_is_none_is_refused(target):
    with pytest.raises(ValidationError):
        OldAddress.objects.lead("/a/", target)
    assert not OldAddress.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["//evil.example/amp/", "/%2F%2Fevil.example/amp/", "/index.php//evil.example/", "/index.php/%2Fevil.example/",
     "/\\evil.example/page/2/", "/x/page/2/", "/https://evil.example/amp/", "/old/%0d%0aX:1/amp/"],
)  # fmt: skip
def test_nothing_in_a_request_leads_to_another_site(client, address):
    response = client.get("/", PATH_INFO=unquote(address), QUERY_STRING="next=//evil.example")
    place = response.headers.get("Location", "/")
    assert response.status_code in {301, 404} and re.match(r"/(?![/\\])", place)


def test_a_very_long_query_is_left_behind(client):
    OldAddress.objects.remember("/x/", post := make_post())
    assert client.get("/x/?q=" + "y" * 8000).headers["Location"] == post.get_absolute_url()


def test_what_is_gone_says_so(client):
    for path in ("/x/", "/?p=3"):
        OldAddress.objects.lead(path, "", code=410)
        response = client.get(path)
        assert response.status_code == 410 and "This page is gone" in response.content.decode()


def test_an_old_address_with_a_query_of_another_system(client):
    OldAddress.objects.remember("/view.php?id=5&lang=de", post := make_post())
    assert leads(client, "/view.php?id=5&lang=de") == (301, post.get_absolute_url())
    assert client.get("/view.php/?id=6").status_code == 404


def test_what_stands_at_an_address_is_stronger_than_what_is_remembered(client):
    post = make_post(slug="tides")
    OldAddress.objects.remember(post.get_absolute_url(), make_post())
    assert client.get(post.get_absolute_url()).status_code == 200
    assert leads(client, post.get_absolute_url() + "amp/")[1] == post.get_absolute_url()


def test_a_browser_does_not_remember_a_redirect_for_ever(client):
    OldAddress.objects.remember("/x/", make_post())
    assert client.get("/x/").headers["Cache-Control"] == "max-age=3600"


# --- What it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/?page=1&utm=x", "/archive/", "/2020/05/tides/", "/about/"])
def test_living_pages_pay_nothing(client, address):
    make_post(slug="tides", published_at=datetime(2020, 5, 4, tzinfo=UTC))
    make_page("About")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert asked.captured_queries and not [each for each in asked if "address" in each["sql"]]


def test_an_address_that_leads_nowhere_costs_few_questions(client):
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/2012/03/04/nothing/page/2/amp/").status_code == 404
    assert len(asked) < 14, [each["sql"][:90] for each in asked]


def test_hits_are_counted_after_the_answer(client):
    OldAddress.objects.remember("/x/", make_post())
    for _time in range(2):
        client.get("/x/")
    client.head("/x/")
    client.post("/x/")
    old = OldAddress.objects.get()
    assert old.hits == 2 and old.last_hit_at


def test_a_database_that_cannot_write_does_not_keep_a_reader_from_going_on(client, monkeypatch):
    def locked(taken):
        raise OperationalError("database is locked")

    OldAddress.objects.remember("/x/", post := make_post())
    monkeypatch.setattr(counting.hits, "write", locked)
    assert leads(client, "/x/") == (301, post.get_absolute_url())
