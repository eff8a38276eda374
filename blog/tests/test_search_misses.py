"""Searches without result, as staff see them."""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import SearchMiss
from blog.search import misses
from config.tests.conftest import migrated, site  # noqa: F401  fixtures
from config.tests.processes import until
from tests.builders import make_post, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/searchmiss/"


def test_what_was_not_found_is_counted_by_its_folded_words(client):
    make_post("Boat")
    client.get("/search/?q=Bücher")
    SearchMiss.objects.update(last_at=timezone.now() - timedelta(minutes=5))
    client.get("/search/?q=BUCHER")
    client.get("/search/?q=bucher")  # at once again: not counted
    client.get("/search/?q=boat")
    assert list(SearchMiss.objects.values_list("words", "times")) == [("bucher", 2)]


@pytest.mark.parametrize(
    "typed", ["ines@example.org", "+49 170 1234567", "4111 1111 1111 1111", "considerable " * 12, "-a", "?"]
)
def test_what_may_be_about_a_person_is_not_kept(client, typed):
    client.get("/search/", {"q": typed})
    assert not SearchMiss.objects.exists()


def test_a_flood_fills_no_table(client, monkeypatch):
    monkeypatch.setattr(misses, "MOST", 3)
    for number in range(6):
        client.get("/search/", {"q": f"nothing like {chr(97 + number)}"})
    assert SearchMiss.objects.count() == 3
    misses.forget_old()
    assert SearchMiss.objects.count() == 0


def test_old_wishes_are_forgotten_by_housekeeping():
    now = timezone.now()
    SearchMiss.objects.create(words="asked once", last_at=now - timedelta(days=40))
    SearchMiss.objects.create(words="asked often", times=9, last_at=now - timedelta(days=40))
    SearchMiss.objects.create(words="asked long ago", times=9, last_at=now - timedelta(days=400))
    misses.forget_old()
    assert [miss.words for miss in SearchMiss.objects.all()] == ["asked often"]


def test_editors_read_them_by_how_often_and_forget_what_they_like(client):
    seldom = SearchMiss.objects.create(words="seldom", times=2)
    SearchMiss.objects.create(words="often", times=7)
    client.force_login(make_user("edit", role="editor"))
    page = client.get(LIST).content.decode()
    assert page.index("often") < page.index("seldom") and "/search/?q=often" in page
    client.post(LIST, {"action": "forget", "_selected_action": [seldom.pk]})
    assert [miss.words for miss in SearchMiss.objects.all()] == ["often"]
    assert client.get(f"{LIST}add/").status_code == 403


def test_authors_do_not_read_them(client):
    client.force_login(make_user("ada", role="author"))
    assert client.get(LIST).status_code == 403


@pytest.mark.slow
def test_no_reader_waits_for_a_writer(site):  # noqa: F811  the fixture
    """An import may hold the database for long; the search that found nothing is counted once it lets go."""
    with site.serve():
        site.get("/search/?q=warming")
        time.sleep(1.1)  # counts are written at most once a second
        with closing(sqlite3.connect(site.folder / "broadsheet.sqlite3", isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            asked_at = time.monotonic()
            assert site.get("/search/?q=nothing")[0] == 200
            assert time.monotonic() - asked_at < 5
            writer.execute("ROLLBACK")
        until(lambda: ("nothing",) in site.rows("SELECT words FROM blog_searchmiss"), 20, site.log)
