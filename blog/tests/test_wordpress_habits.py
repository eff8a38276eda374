"""What WordPress puts into its addresses leads on without a row for each."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from blog.models import Category, OldAddress, Tag
from tests.builders import make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """A post, its old address without a date, a page, a category and a tag."""
    moment = datetime(2012, 3, 4, 12, tzinfo=UTC)
    sea, post = Category.objects.create(name="Sea"), make_post(slug="tides", published_at=moment)
    post.categories.add(sea)
    post.tags.add(Tag.objects.create(name="Ebb"))
    OldAddress.objects.remember("/tides/", post)
    make_page("About")
    make_page("Letters", parent=make_page("House"))


POST = "/2012/03/tides/"
CASES = {
    # dates, endings, slashes, capitals
    "/2012/03/04/tides/": POST,
    "/2012/03/04/tides": POST,
    "/1999/01/tides/": POST,
    "/tides.html": POST,
    "/Tides.HTML": POST,
    "/2012/03/tides.htm": POST,
    "/2012/03/04/TIDES/": POST,
    "/about.html": "/about/",
    "/ABOUT/": "/about/",
    "/house/letters.html": "/house/letters/",
    "/2012/03/04/t%69des/": POST,
    "//tides//": POST,
    # index.php
    "/index.php/2012/03/04/tides/": POST,
    "/index.php/tides": POST,
    "/index.php/about/": "/about/",
    "/index.php": "/",
    # what stands behind a post
    "/2012/03/tides/amp/": POST,
    "/2012/03/tides/trackback/": POST,
    "/2012/03/04/tides/embed/": POST,
    "/tides/attachment/sea-at-noon/": POST,
    "/tides/comment-page-2/": f"{POST}?replies=2",
    "/2012/03/tides/comment-page-2/amp/": f"{POST}?replies=2",
    "/2012/03/04/tides/print/": f"{POST}print/",
    # feeds
    "/feed/rss/": "/feed/",
    "/feed/rss2": "/feed/",
    "/feed/rdf/": "/feed/",
    "/?feed=rss2": "/feed/",
    "/?feed=atom": "/feed/atom/",
    "/?feed=comments-rss2": "/comments/feed/",
    "/comments/feed/rss2/": "/comments/feed/",
    "/tides/feed/": f"{POST}feed/",
    "/2012/03/04/tides/feed/rss2/": f"{POST}feed/",
    "/category/sea/feed/rss2/": "/category/sea/feed/",
    "/tag/ebb/feed/atom/": "/tag/ebb/feed/",
    "/about/feed/rss2/": "/about/feed/",
    # lists
    "/category/water/sea/": "/category/sea/",
    "/category/world/water/Sea": "/category/sea/",
    "/category/water/sea/page/1/": "/category/sea/?page=1",
    "/category/water/sea/feed/": "/category/sea/feed/",
    "/tag/ebb/page/1/": "/tag/ebb/?page=1",
    "/2012/03/page/1/": "/2012/03/?page=1",
    "/author/author/page/1/": "/author/author/?page=1",
    "/page/1/": "/?page=1",
    "/index.php/page/1": "/?page=1",
}


@pytest.mark.parametrize("asked", CASES)
def test_it_leads_there_in_one_step(client, site, asked):
    path, _mark, query = asked.partition("?")
    response = client.get("/", PATH_INFO=unquote(path), QUERY_STRING=query)
    assert (response.status_code, response.headers.get("Location")) == (301, CASES[asked])
    assert client.get(CASES[asked].removesuffix("?replies=2")).status_code == 200


@pytest.mark.parametrize(
    "asked",
    ["/nowhere/amp/", "/nowhere/feed/rss2/", "/category/water/", "/category/sea/water/", "/tag/ebb/print/",
     "/tag/none/page/2/", "/amp/amp/x/", "/2012/03/04/nothing.html", "/category/sea/amp/x/",
     "/wp-content/uploads/x-300x200.jpg/", "/x" + "/amp" * 200 + "/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, site, asked):
    assert client.get(asked).status_code == 404


def test_a_hidden_category_is_not_told(client, site):
    Category.objects.create(name="Secret")
    assert client.get("/category/water/secret/").status_code == 404


def test_the_query_goes_along(client, site):
    assert client.get("/2012/03/04/tides/comment-page-2/?utm=x").headers["Location"] == f"{POST}?replies=2&utm=x"


def test_a_category_by_number_needs_a_row(client, site):
    assert client.get("/?cat=3").status_code == 200
    OldAddress.objects.remember_term("/?cat=3", Category.objects.get())
    assert client.get("/?cat=3").headers["Location"] == "/category/sea/"
