"""What readers ask for in vain: counted within bounds, shown with suggestions, led somewhere by one click."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from blog.models import MissedAddress, OldAddress
from blog.redirects import missing
from config import housekeeping
from tests.builders import make_post

from .desk import sign_in

pytestmark = pytest.mark.django_db

LIST, LEAD = "/admin/blog/missedaddress/", "/admin/blog/missedaddress/lead/"


def missed():
    return dict(MissedAddress.objects.values_list("path", "hits"))


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/2012/03/gone/", "/2012/03/gone/"),
        ("/2012/03/gone/?utm_source=mail&email=ines@example.org", "/2012/03/gone/"),
        ("/gone", "/gone/"),
        ("/%C3%BCber-uns/", "/über-uns/"),
        ("/gone.html", "/gone.html"),
        ("/index.xml", "/index.xml"),
        ("/wp-content/uploads/2012/03/sea.jpg", "/wp-content/uploads/2012/03/sea.jpg"),
        ("/wp-content/uploads/2012/03/price-list.pdf", "/wp-content/uploads/2012/03/price-list.pdf"),
        ("/category/none/", "/category/none/"),
        ("/version-2.0/", "/version-2.0/"),
    ],
)
def test_what_looks_like_content_is_counted(client, asked, kept):
    for _time in range(2):
        client.get(asked, follow=True)
    assert missed() == {kept: 2}


@pytest.mark.parametrize(
    "asked",
    ["/wp-login.php", "/xmlrpc.php", "/.env", "/.git/config", "/a/.git/HEAD", "/wp-admin/setup-config.php",
     "/wp-content/plugins/x/readme.txt", "/wp-content/uploads/shell.php", "/wp-includes/wlwmanifest.xml",
     "/wp-json/wp/v2/users/", "/cgi-bin/luci/", "/vendor/phpunit/", "/backup.sql", "/config.json", "/static/x.css",
     "/media/pictures/none.jpg", "/x.css", "/img/logo.png", "/admin.aspx", "/admin/x/", "/accounts/nobody/",
     "/comment/99/", "/p/99/", "/?page=99", "/tag/x/?page=99", "/" + "a" * 700 + "/", "/x%1b/", "/apple-touch-icon.png",
     "/ads.txt"],
)  # fmt: skip
def test_probes_files_and_ours_are_not(client, asked):
    client.get(asked, follow=True)
    assert missed() == {}


def test_only_reading_counts_and_what_leads_on_does_not(client):
    client.head("/gone/")
    client.post("/gone/")
    OldAddress.objects.remember("/old/", post := make_post())
    client.get("/old/")
    client.get(post.get_absolute_url() + "?replies=99")
    assert missed() == {}


@pytest.mark.parametrize(
    ("referrer", "kept"),
    [
        ("https://friend.example/page?who=ines", "friend.example"),
        ("https://ines:secret@friend.example:8080/", "friend.example"),
        ("http://testserver/2020/", ""),
        ("http://127.0.0.1:8000/x", ""),
        ("https://[::1", ""),
        ("javascript:alert(1)", ""),
        ("https://<b>.example/", ""),
        ("https://" + "x" * 500 + ".example/", ""),
    ],
)
def test_of_the_page_with_the_link_only_the_other_site_is_kept(client, referrer, kept):
    client.get("/gone/", headers={"referer": referrer})
    assert MissedAddress.objects.get().referrer == kept


def test_a_flood_of_addresses_is_bounded(client, monkeypatch):
    monkeypatch.setattr(missing, "NEW_PER_MINUTE", 5)
    for number in range(9):
        client.get(f"/random-{number}/")
    assert len(missed()) == 5
    client.get("/random-0/")
    assert missed()["/random-0/"] == 2  # what is known is counted on
    MissedAddress.objects.update(first_at=timezone.now() - timedelta(minutes=2))
    client.get("/random-9/")
    assert "/random-9/" in missed()


def test_the_least_asked_for_make_room(client, monkeypatch):
    monkeypatch.setattr(missing, "MOST", 70)
    monkeypatch.setattr(missing, "ROOM_MADE", 10)
    past = timezone.now() - timedelta(days=1)
    MissedAddress.objects.bulk_create(
        MissedAddress(path=f"/{n}/", hits=n + 1, first_at=past, last_at=past) for n in range(20)
    )
    client.get("/new/")
    assert set(missed()) == {f"/{n}/" for n in range(10, 20)} | {"/new/"}


def test_what_nobody_asks_for_any_more_is_forgotten():
    MissedAddress.objects.create(path="/new/")
    MissedAddress.objects.create(path="/old/", last_at=timezone.now() - timedelta(days=200))
    housekeeping.run.call()
    assert set(missed()) == {"/new/"}


def test_a_page_is_not_found_as_ever_while_the_database_cannot_write(client, monkeypatch):
    def locked(taken):
        raise OperationalError("database is locked")

    monkeypatch.setattr(missing.misses, "write", locked)
    assert client.get("/gone/").status_code == 404


def test_one_thread_writes_for_all_that_was_counted_meanwhile(client, monkeypatch):
    monkeypatch.setattr(missing.misses, "due", float("inf"))
    for _time in range(3):
        client.get("/gone/")
    assert missed() == {}
    monkeypatch.setattr(missing.misses, "due", 0)
    client.get("/gone/")
    assert missed() == {"/gone/": 4}


# --- At the desk -----------------------------------------------------------------------------------------------------


def test_the_most_asked_for_come_first_with_what_may_have_been_meant(client, django_assert_max_num_queries):
    sign_in(client)
    post = make_post("The slow letter", slug="the-slow-letter")
    secret = make_post("The slow secret", slug="the-slow-lettre", published_at=None)
    MissedAddress.objects.create(path="/seldom/", hits=1)
    often = MissedAddress.objects.create(path="/2010/the-slow-leter.html", hits=9, referrer="friend.example")
    client.get(LIST)  # the first page of a session writes that it was seen
    with django_assert_max_num_queries(12):
        response = client.get(LIST)
    assert response.context["cl"].result_list[0] == often
    page = response.content.decode()
    assert f'value="{often.pk}:{post.pk}"' in page and f':{secret.pk}">' not in page and "friend.example" in page
    assert "add/?path=%2F2010%2Fthe-slow-leter.html" in page


def test_one_click_leads_an_address_to_a_piece(client):
    sign_in(client)
    post, row = make_post(), MissedAddress.objects.create(path="/2010/the-slow-leter/")
    page = client.post(LEAD, {"lead": f"{row.pk}:{post.pk}"}, follow=True)
    assert post.headline in page.content.decode()
    assert client.get(row.path).headers["Location"] == post.get_absolute_url()
    assert missed() == {}


@pytest.mark.parametrize("lead", ["", "1", "1:2:3", "a:b", "²:1", "9" * 30 + ":1"])
def test_odd_clicks_are_refused(client, lead):
    sign_in(client)
    assert client.post(LEAD, {"lead": lead}).status_code == 400
    assert client.get(LEAD).status_code == 405


def test_an_address_is_not_led_to_what_is_hidden(client):
    sign_in(client)
    row, draft = MissedAddress.objects.create(path="/x/"), make_post(published_at=None)
    assert client.post(LEAD, {"lead": f"{row.pk}:{draft.pk}"}).status_code == 404


def test_addresses_are_forgotten_in_bulk(client):
    sign_in(client)
    rows = [MissedAddress.objects.create(path=f"/{n}/").pk for n in range(3)]
    page = client.post(LIST, {"action": "forget", "_selected_action": rows[:2]}, follow=True).content.decode()
    assert "2 addresses were forgotten" in page and len(missed()) == 1


def test_hostile_addresses_are_shown_and_do_nothing(client):
    client.get("/%3Cimg%20src=x%20onerror=alert(1)%3E/")
    client.get("/%E2%80%AEfdp.evil%E2%80%8B/")
    sign_in(client)
    page = client.get(LIST).content.decode()
    assert "&lt;img src=x" in page and "<img src=x" not in page
    assert "⟨U+202E⟩fdp.evil⟨U+200B⟩" in page and "\u202e" not in page and "\u200b" not in page
