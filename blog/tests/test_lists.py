from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.models import Category, Picture, Series, Tag
from config.models import SiteSettings
from tests.builders import make_comment, make_page, make_post, make_user

pytestmark = pytest.mark.django_db


def ago(**delta):
    return timezone.now() - timedelta(**delta)


def test_the_front_page_shows_the_latest_first_and_the_pinned_before_them(client):
    for title, hours in (("Oldest", 30), ("Newest", 1), ("Middle", 5)):
        make_post(title, published_at=ago(hours=hours), is_pinned=title == "Oldest")
    page = client.get("/").content.decode()
    assert page.index("Oldest") < page.index("Newest") < page.index("Middle")


@pytest.mark.parametrize("number", [0, 1, 2, 3, 30])
def test_the_front_page_is_whole_with_any_number_of_bare_posts(client, number):
    for index in range(number):
        make_post("" if index % 3 == 0 else f"Piece {index}", body="Just a line.")
    response = client.get("/")
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("<article") == min(number, 10)
    assert ("Nothing has been published" in page) is (number == 0)
    assert ('rel="next"' in page) is (number > 10)


@pytest.mark.parametrize(("words", "leads"), [(20, False), (200, True)])
def test_a_bare_note_does_not_lead_the_front_page(client, words, leads):
    make_post("Two"), make_post("Three")
    make_post("One", body="rain " * words)
    assert ('class="lead"' in client.get("/").content.decode()) is leads


def test_a_post_without_title_shows_its_opening_words(client):
    post = make_post("", body="The ferry was late again, and nobody minded.")
    assert post.headline == "The ferry was late again, and nobody minded."
    assert "The ferry was late again" in client.get("/").content.decode()
    assert client.get(post.get_absolute_url()).content.decode().count("<h1") == 1


def test_pages_stand_in_the_menu_and_not_among_the_posts(client):
    make_page("About us")
    page = client.get("/").content.decode()
    assert "About us" in page and page.count("<article") == 0


def test_a_category_shows_the_posts_of_the_branches_below_it(client):
    workshop = Category.objects.create(name="Workshop")
    repair = Category.objects.create(name="Repair", parent=workshop)
    make_post("A kettle mended", categories=[repair])
    assert "A kettle mended" in client.get("/category/workshop/").content.decode()
    assert "A kettle mended" in client.get("/category/repair/").content.decode()


@pytest.mark.parametrize("fields", [{"published_at": None}, {"visibility": "private"}, {"published_at": ago(days=-1)}])
def test_what_is_filed_under_by_hidden_posts_alone_is_not_told(client, fields):
    open_one = Category.objects.create(name="Workshop")
    secret = Category.objects.create(name="Secret plan", parent=open_one)
    tag, series = Tag.objects.create(name="Secret plan"), Series.objects.create(name="Secret plan")
    make_post(tags=[tag], categories=[secret], series=series, **fields)
    make_post(categories=[open_one])
    for kind in ("tag", "category", "series"):
        assert client.get(f"/{kind}/secret-plan/").status_code == 404, kind
    assert "Secret plan" not in client.get("/category/workshop/").text


def test_a_category_leads_to_its_branches_that_have_something_to_read(client):
    top = Category.objects.create(name="Top")
    middle = Category.objects.create(name="Middle", parent=top)
    leaf = Category.objects.create(name="Leaf", parent=middle)
    make_post(categories=[leaf])
    assert 'href="/category/middle/"' in client.get("/category/top/").text


def test_a_series_is_read_in_its_own_order_and_says_part_n_of_m(client):
    series = Series.objects.create(name="Letters by hand")
    second = make_post("Ink", series=series, part=2, published_at=ago(days=9))
    make_post("Paper", series=series, part=1, published_at=ago(days=1))
    page = client.get("/series/letters-by-hand/").content.decode()
    assert page.index("Paper") < page.index("Ink")
    assert "Part 2 of 2" in client.get(second.get_absolute_url()).content.decode()


def test_an_author_page_gives_no_sign_in_name_away_and_exists_only_with_posts(client):
    ada = make_user("ada", role="author", email="secret-address@example.org", bio="Writes about tides.")
    assert client.get("/author/ada/").status_code == 404
    make_post("High water", author=ada)
    page = client.get("/author/ada/").content.decode()
    assert "Writes about tides." in page and "secret-address" not in page


def test_years_and_months_follow_the_sites_time_zone(client, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    timezone.get_default_timezone.cache_clear()
    try:
        with timezone.override("Pacific/Auckland"):
            new_year = datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Pacific/Auckland"))
            post = make_post("First light", published_at=new_year)
            assert post.get_absolute_url().startswith("/2026/01/")
            assert client.get("/2026/01/").status_code == 200
            assert client.get("/2025/12/").status_code == 404
    finally:
        timezone.get_default_timezone.cache_clear()


def test_the_archive_names_every_piece_and_leads_to_its_subjects(client):
    tag = Tag.objects.create(name="Tides")
    Tag.objects.create(name="Unused")
    make_post("Springs and neaps", tags=[tag], published_at=ago(days=400))
    page = client.get("/archive/").content.decode()
    assert "Springs and neaps" in page and 'href="/tag/tides/"' in page and "Unused" not in page


def test_a_large_archive_shows_months_with_their_counts(client, monkeypatch):
    monkeypatch.setattr("blog.views.lists.ARCHIVE_TITLES", 1)
    make_post("One"), make_post("Two")
    page = client.get("/archive/").content.decode()
    assert "One" not in page and 'class="when quiet">2<' in page


def test_staff_set_the_title_the_tagline_and_the_length_of_a_page(client):
    SiteSettings(title="The Tidewater", tagline="Twice a day", posts_per_page=1).save()
    make_post("One"), make_post("Two")
    page = client.get("/").content.decode()
    assert "The Tidewater" in page and "Twice a day" in page and page.count("<article") == 1


def fill(number):
    tags = [Tag.objects.get_or_create(name=name)[0] for name in ("Tides", "Maps")]
    category = Category.objects.get_or_create(name="Workshop")[0]
    series = Series.objects.get_or_create(name="Letters")[0]
    for index in range(number):
        cover = Picture.objects.create(
            file=f"pictures/{index}-{number}.jpg", sha256=f"{index}-{number}", width=8, height=8
        )
        author = make_user(f"writer{number}-{index}")
        post = make_post(tags=tags, categories=[category], series=series, part=index, cover=cover, author=author)
        make_comment(post)


LISTS = [
    *("/", "/tag/tides/", "/category/workshop/", "/series/letters/", "/archive/", f"/{timezone.now().year}/"),
    *("/feed/", "/feed/atom/", "/feed/json/", "/sitemap.xml", "/sitemap-pieces.xml", "/sitemap-terms.xml"),
]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_the_database_as_often_for_nine_posts_as_for_three(client, address, django_assert_max_num_queries):
    fill(3)
    with django_assert_max_num_queries(30) as few:
        assert client.get(address).status_code == 200
    fill(6)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_a_list_tells_machines_what_it_is_without_escaping_twice(client):
    make_post(tags=[Tag.objects.create(name="Ink & paper", description="Letters & tides")])
    page = client.get("/tag/ink-paper/").content.decode()
    assert '"name": "Ink \\u0026 paper", "description": "Letters \\u0026 tides"' in page
    assert '<meta property="og:title" content="Ink &amp; paper">' in page
