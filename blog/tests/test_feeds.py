import json
from xml.etree import ElementTree

import pytest

from blog.models import Tag
from tests.builders import make_post

pytestmark = pytest.mark.django_db

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"


def items(client, address="/feed/"):
    return ElementTree.fromstring(client.get(address).content).findall("channel/item")


def test_rss_carries_the_full_text_with_whole_addresses(client):
    make_post("Tides", body="See [the map](/about/) and **more**.")
    (item,) = items(client)
    assert '<a href="http://127.0.0.1:8000/about/"' in item.find(CONTENT).text
    assert "<strong>more</strong>" in item.find(CONTENT).text


def test_a_feed_id_never_changes(client):
    post = make_post("Tides")
    before = items(client)[0].find("guid").text
    post.slug, post.title = "ebb", "Ebb"
    post.save()
    after = items(client)[0].find("guid")
    assert after.text == before and after.get("isPermaLink") == "false"


def test_atom_and_json_say_the_same(client):
    post = make_post("Tides", body="High *water*.")
    entry = ElementTree.fromstring(client.get("/feed/atom/").content).find(f"{ATOM}entry")
    (item,) = json.loads(client.get("/feed/json/").content)["items"]
    assert entry.find(f"{ATOM}id").text == item["id"] == post.feed_id
    assert entry.find(f"{ATOM}content").text == item["content_html"]
    assert "<em>water</em>" in item["content_html"]


def test_every_subject_has_a_feed_of_its_own(client):
    tag = Tag.objects.create(name="Maps")
    make_post("Contours", tags=[tag])
    post = make_post("Elsewhere")
    assert [item.find("title").text for item in items(client, "/tag/maps/feed/")] == ["Contours"]
    assert len(items(client, f"/author/{post.author.username}/feed/")) == 2
    assert client.get("/tag/none/feed/").status_code == 404


def test_an_untitled_note_has_no_title_in_json_and_an_opening_in_rss(client):
    make_post("", body="The ferry was late.")
    assert "title" not in json.loads(client.get("/feed/json/").content)["items"][0]
    assert items(client)[0].find("title").text == "The ferry was late."


def test_the_sitemap_names_pieces_and_subjects_by_the_sites_address(client):
    post = make_post()
    index = client.get("/sitemap.xml", headers={"host": "localhost"}).content.decode()
    assert "http://127.0.0.1:8000/sitemap-pieces.xml" in index
    assert f"http://127.0.0.1:8000{post.get_absolute_url()}" in client.get("/sitemap-pieces.xml").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_control_characters_do_not_break_a_feed(client):
    make_post(
        "Bad \x0b\x08 title",
        summary="Odd \x0c summary",
        body="Text \x0c with &#12; feed",
        tags=[Tag.objects.create(name="x")],
    )
    for address in ("/feed/", "/feed/atom/", "/feed/json/", "/sitemap-pieces.xml"):
        assert client.get(address).status_code == 200
    assert items(client)[0].find("title").text == "Bad title"


def test_a_feed_names_itself_by_the_sites_address(client):
    make_post(tags=[Tag.objects.create(name="Maps")])
    for address in ("/feed/", "/feed/atom/", "/tag/maps/feed/", "/author/author/feed/"):
        page = client.get(address, headers={"host": "localhost"}).content.decode()
        assert f'href="http://127.0.0.1:8000{address}" rel="self"' in page and "localhost" not in page
