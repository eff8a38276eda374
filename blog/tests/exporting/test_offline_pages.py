import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest

from blog.exporting import web_pages
from tests.builders import make_page, make_post

from .exports import export, fill, make_picture

pytestmark = pytest.mark.django_db

OWN = "https://paper.example.org"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_URL = OWN


def addresses(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'\s(?:src|href)="([^"]*)"', html)]


def test_the_page_needs_nothing_but_the_folder_it_lies_in(tmp_path):
    post = fill()
    made = export(tmp_path)
    html = made.text("index.html")
    assert f'src="uploads/{post.cover.file.name}"' in html and "srcset" not in html and "<script" not in html
    local = {each for each in addresses(html) if ":" not in each and not each.startswith("#")}
    assert local == {"style.css", f"uploads/{post.cover.file.name}"} and local <= set(made.names())
    assert "/media/" not in html and "url(" not in made.text("style.css")


def test_it_is_an_h_feed_with_every_public_post(tmp_path):
    post = fill()
    html = export(tmp_path).text("index.html")
    for name in ("h-feed", "h-entry", "p-name", "e-content", "dt-published", "u-url", "p-author h-card", "p-category"):
        assert re.search(rf'class="(?:[^"]* )?{name}[" ]', html), name
    assert html.count("h-entry") == 1  # pages are no entries
    assert f'href="{OWN}{post.get_absolute_url()}"' in html and "House" in html and "Team" in html


def test_a_cover_that_the_text_does_not_show_stands_above_it(tmp_path):
    picture = make_picture(alt='A "quoted" sea')
    make_post("Covered", cover=picture)
    html = export(tmp_path).text("index.html")
    assert f'<img class="u-photo" src="uploads/{picture.file.name}" alt="A &quot;quoted&quot; sea"' in html


def test_links_to_other_pieces_stay_inside_and_footnotes_under_their_own_text(tmp_path):
    other = make_post("Other", body="## A part\n\nWord.[^1]\n\n[^1]: Note.")
    way = other.get_absolute_url()
    post = make_post("One", body=f"[a]({way}) [b]({OWN}{way}#a-part) [c](/archive/) [d](#top) x[^1]\n\n[^1]: Note.")
    hidden = make_post("Hidden", published_at=None)
    make_page("About", body=f"[e]({hidden.get_absolute_url()})")
    html = export(tmp_path).text("index.html")
    found = addresses(html)
    assert f"#post-{other.pk}" in found and f"#post-{other.pk}-a-part" in found
    assert f"{OWN}/archive/" in found and f"{OWN}{hidden.get_absolute_url()}" in found
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for each in (post, other):
        assert f"#post-{each.pk}-body-fn:1" in found and f"post-{each.pk}-body-fn:1" in ids


def test_what_looks_like_an_attribute_in_a_text_stays_a_text(tmp_path):
    make_post("Code", body='Write `<img src="/media/pictures/x.png" srcset="a">` and id="x" and href="/here/".')
    html = export(tmp_path).text("index.html")
    assert 'id="x" and href="/here/"' in unescape(html) and 'srcset="a"' in unescape(html)


def test_many_posts_are_a_page_a_year(tmp_path, monkeypatch):
    monkeypatch.setattr(web_pages, "MOST_ON_ONE_PAGE", 2)
    old = make_post("Old", published_at=datetime(2019, 5, 1, tzinfo=UTC))
    new = make_post("New", published_at=datetime(2024, 5, 1, tzinfo=UTC), body=f"[old]({old.get_absolute_url()})")
    picture = make_picture()
    make_page("About", slug="about", body=f"![x]({picture.file.url})")
    made = export(tmp_path)
    assert {name for name in made.names() if name.startswith("html/")} == {
        "html/2019.html", "html/2024.html", "html/pages.html",
    }  # fmt: skip
    index = made.text("index.html")
    assert f'class="p-name u-url" href="html/2019.html#post-{old.pk}"' in index and "e-content" not in index
    assert f'href="../html/2019.html#post-{old.pk}"' in made.text("html/2024.html") and "New" not in made.text(
        "html/2019.html"
    )
    assert f'src="../uploads/{picture.file.name}"' in made.text("html/pages.html")
    assert 'href="../style.css"' in made.text("html/2024.html") and f"post-{new.pk}" in made.text("html/2024.html")


def test_the_feed_has_source_and_html_and_ids_that_never_change(tmp_path):
    post = fill()
    feed = json.loads(export(tmp_path).text("feed.json"))
    (item,) = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["home_page_url"] == f"{OWN}/"
    assert item["content_text"] == post.body and f'src="uploads/{post.cover.file.name}"' in item["content_html"]
    assert (item["id"], item["url"], item["tags"]) == (post.feed_id, OWN + post.get_absolute_url(), ["R & D", "yes"])
    assert item["authors"] == [{"name": "Ada", "url": f"{OWN}/author/ada/"}] and item["language"] == "de"
