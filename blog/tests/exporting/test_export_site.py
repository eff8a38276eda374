import stat
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog.models import OldAddress, Picture, Tag
from tests.builders import make_page, make_post, make_user

from .exports import ADDRESS, CANARY, NETWORK, export, fill, make_hidden, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_URL = "https://paper.example.org"


def test_a_post_comes_out_byte_for_byte_with_all_that_is_known_of_it(tmp_path):
    post = fill()
    front, body = export(tmp_path).document(f"content/posts/{post.slug}/index.md")
    assert body == post.body
    assert front.pop("date") == post.published_at and front.pop("lastmod") == post.updated_at
    assert front["params"].pop("created") == post.created_at
    assert front == {
        "title": "Tides: yes & <no> 🌊",
        "slug": "tides-yes-no",
        "summary": "Two\nlines",
        "language": "de",
        "author": "ada",
        "tags": ["R & D", "yes"],
        "categories": ["Tools"],
        "series": ["Letters | home"],
        "series_order": 2,
        "aliases": ["/2019/alte-größe/"],
        "cover": {"image": post.cover.file.url, "alt": "The sea", "caption": "At noon"},
        "weight": 3,
        "params": {
            "id": post.pk, "feed_id": post.feed_id, "kind": "post", "visibility": "public", "pinned": True,
            "comments": "closed",
        },
    }  # fmt: skip


def test_what_is_hidden_is_a_draft_for_hugo_and_says_what_it_is(tmp_path):
    hidden = {post.slug: post for post in make_hidden()}
    made = export(tmp_path)
    for slug, post in hidden.items():
        front, body = made.document(f"content/{post.kind}s/{slug}/index.md")
        assert body == post.body and front["params"]["visibility"] == post.visibility
        assert front.get("date") == post.published_at and front.get("expiryDate") == post.expires_at
        assert front["params"].get("trashed") == post.trashed_at
        # Hugo itself reads the dates of what is scheduled or over.
        assert front.get("draft", False) is (not slug.endswith(("scheduled", "expired")))
        assert front["params"].get("password", "") == getattr(post, "password", "")


def test_nothing_hidden_is_in_what_is_read_by_everybody(tmp_path):
    fill()
    make_hidden()
    made = export(tmp_path)
    assert CANARY in made.text("comments.jsonl") and CANARY in made.text("redirects.csv")
    for name in ("index.html", "feed.json", "site.json", "README.txt", "style.css"):
        assert CANARY not in made.text(name).lower()
    assert "Tides: yes" in made.text("index.html") and "Tides: yes" in made.text("feed.json")


def test_nobodys_address_and_network_is_anywhere(tmp_path):
    fill()
    make_hidden()
    made = export(tmp_path)
    everything = b"".join(made.data(name) for name in made.names()) + made.wordpress.read_bytes()
    for private in (ADDRESS, "ines-private@example.org", NETWORK, "@example.org"):
        assert private.encode() not in everything


def test_terms_and_people_have_files_of_their_own(tmp_path):
    fill()
    Tag.objects.create(name="Never used", description="Line one\r\nline two")
    make_user("reader")
    made = export(tmp_path)
    assert made.document("content/tags/r-d/_index.md")[0]["title"] == "R & D"
    front, body = made.document("content/tags/never-used/_index.md")
    assert front["draft"] is True and body == "Line one\r\nline two"
    assert made.document("content/categories/tools/_index.md")[0]["params"]["parent"] == "workshop"
    assert made.document("content/series/letters-home/_index.md")[1] == "From the coast"
    front, body = made.document("content/authors/ada/_index.md")
    assert (front["title"], front["slug"], body) == ("Ada", "ada", "Writes & prints.")
    assert front["params"] == {"display_name": "Ada", "website": "https://ada.example.org/"}
    assert "content/authors/reader/_index.md" not in made.names()


def test_slugs_stand_beside_names_that_two_terms_carry(tmp_path):
    one, other = Tag.objects.create(name="Tides", slug="tides"), Tag.objects.create(name="Tides", slug="tides-2")
    make_post("Both", slug="both", tags=[one, other])
    make_post("Clear", slug="clear", tags=[Tag.objects.create(name="Moon")])
    made = export(tmp_path)
    assert made.document("content/posts/both/index.md")[0]["params"]["tags"] == ["tides", "tides-2"]
    assert "tags" not in made.document("content/posts/clear/index.md")[0]["params"]


def test_pages_lie_as_their_tree_does(tmp_path):
    fill()
    make_page("Deep", slug="größe", parent=make_page("..", slug=".."))
    made = export(tmp_path)
    house, _body = made.document("content/pages/house/_index.md")
    team, _body = made.document("content/pages/house/team/index.md")
    assert house["url"] == "/house/" and team["url"] == "/house/team/" and team["params"]["parent"] == "house"
    assert [name for name in made.names() if ".." in name] == []
    deep = next(name for name in made.names() if name.endswith("/größe/index.md"))
    assert made.document(deep)[0]["url"] == "/../größe/"


def test_comments_keep_thread_words_and_state(tmp_path):
    post = fill()
    lines = export(tmp_path).lines("comments.jsonl")
    assert [line["state"] for line in lines] == ["approved", "approved", "pending", "spam", "trash"]
    first, reply = lines[:2]
    assert first["name"] == "Inès" and first["website"] == "https://ines.example/" and first["markdown"] == "*One*"
    assert first["html"] == "<p><em>One</em></p>\n" and first["post"] == post.feed_id
    assert reply["parent"] == first["id"] and reply["author"] == "ada" and "parent" not in first


def test_versions_name_other_rows_by_what_they_are_called(tmp_path):
    post = fill()
    post.body = "Second thoughts."
    post.save(by=post.author)
    second = export(tmp_path).lines(f"revisions/{post.pk}.jsonl")[-1]
    assert second["editor"] == "ada" and second["fields"]["body"] == "Second thoughts."
    named = {name: second["fields"][name] for name in ("cover", "author", "series", "parent", "tags", "categories")}
    assert named == {
        "cover": post.cover.file.name, "author": "ada", "series": "letters-home", "parent": None,
        "tags": ["r-d", "yes"], "categories": ["tools"],
    }  # fmt: skip
    assert [name for name in second["fields"] if name.endswith("_id")] == []


def test_pictures_come_as_they_are_stored_with_what_is_said_of_them(tmp_path):
    post = fill()
    made = export(tmp_path)
    with default_storage.open(post.cover.file.name) as file:
        assert made.data(f"uploads/{post.cover.file.name}") == file.read()
    line = made.lines("pictures.jsonl")[0]
    assert (line["file"], line["sha256"]) == (post.cover.file.name, post.cover.sha256)
    assert (line["alt"], line["caption"], line["credit"]) == ("The sea", "At noon", "Ada")


def test_a_picture_whose_file_is_gone_is_told_and_stops_nothing(tmp_path):
    post = fill()
    default_storage.delete(post.cover.file.name)
    made = export(tmp_path)
    assert post.cover.file.name in made.printed
    assert made.lines("pictures.jsonl")[0]["missing"] is True
    assert f"uploads/{post.cover.file.name}" not in made.names()


def test_hugo_leaves_out_the_pictures_of_hidden_pieces(tmp_path):
    post = fill()
    hidden = make_picture(alt="Secret")
    make_post("Drafted", published_at=None, cover=hidden)
    hugo = export(tmp_path).text("hugo.toml")
    assert f'excludeFiles = ["{hidden.file.name}"]' in hugo and post.cover.file.name not in hugo


def test_old_addresses_lead_on_as_people_read_them(tmp_path):
    post = fill()
    assert export(tmp_path).redirects() == [
        ["source", "target", "code"],
        ["/2019/alte-größe/", f"/2024/03/{post.slug}/", "301"],
        ["/?p=12", f"/2024/03/{post.slug}/", "301"],
    ]


def test_where_they_lead_is_said_with_how_and_in_words_that_mean_the_same_again(tmp_path):
    OldAddress.objects.lead("/c%23-tips/", "/archive/?q=50%25#top")
    OldAddress.objects.lead("/100%2525/", "https://example.net/%23", code=302)
    OldAddress.objects.lead("/gone/", "", code=410)
    assert export(tmp_path).redirects()[1:] == [
        ["/100%2525/", "https://example.net/%23", "302"],
        ["/c%23-tips/", "/archive/?q=50%25#top", "301"],
        ["/gone/", "", "410"],
    ]


def test_dates_are_written_in_the_zone_that_makes_the_addresses(tmp_path, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    post, old = fill(), make_post("Old", slug="old", published_at=timezone.now().replace(year=1850))
    made = export(tmp_path)
    assert "date: 2024-03-03T00:30:01.000250+01:00\n" in made.text(f"content/posts/{post.slug}/index.md")
    assert "date: 1850-" in made.text("content/posts/old/index.md")
    assert made.document("content/posts/old/index.md")[0]["date"] == old.published_at


def test_the_same_site_gives_the_same_bytes(tmp_path):
    fill()
    make_hidden()
    first, second = export(tmp_path, "one.zip"), export(tmp_path, "two.zip")
    assert first.data("README.txt") and first.path.read_bytes() == second.path.read_bytes()
    assert first.wordpress.read_bytes() == second.wordpress.read_bytes()


def test_only_the_owner_may_read_it_and_nothing_is_replaced_unasked(tmp_path):
    made = export(tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (made.path, made.wordpress)} == {0o600}
    made.path.unlink()
    made.wordpress.write_text("My old blog")
    with pytest.raises(CommandError, match="is there already"):
        export(tmp_path)
    assert made.wordpress.read_text() == "My old blog" and not made.path.exists()
    export(tmp_path, force=True)
    assert made.wordpress.read_text().startswith("<?xml")


def test_an_export_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    fill()
    monkeypatch.setattr("config.backup.media.CHUNK", "not a number")
    with pytest.raises(TypeError):
        export(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "media"] == []


@pytest.mark.parametrize(("name", "words"), [("site.xml", "ends in .zip"), ("no/folder/site.zip", "cannot be written")])
def test_a_name_that_will_not_do_is_refused_in_a_sentence(tmp_path, name, words):
    with pytest.raises(CommandError, match=words):
        call_command("export_site", str(tmp_path / name), stdout=StringIO())


def test_an_empty_site_has_an_export_too(tmp_path):
    made = export(tmp_path, no_wordpress=True)
    assert made.lines("comments.jsonl") == [] and made.redirects() == [["source", "target", "code"]]
    assert not made.wordpress.exists()


def test_questions_to_the_database_do_not_grow_with_the_posts(tmp_path, django_assert_max_num_queries):
    author = make_user("ada", role="author")
    for number in range(60):
        post = make_post(f"Post {number}", author=author, published_at=timezone.now() - timedelta(days=number))
        OldAddress.objects.remember(f"/{number}/", post)
    make_page("Inner", parent=make_page("Outer"))
    assert Picture.objects.count() == 0
    with django_assert_max_num_queries(70):
        export(tmp_path)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_running_site_goes_on_after_an_export(tmp_path):
    """Outside of a test's own transaction: the snapshot is a real one, and ends."""
    post = make_post("Before", slug="before")
    made = export(tmp_path)
    assert "content/posts/before/index.md" in made.names()
    post.body = "After"
    post.save()
    assert export(tmp_path, force=True).document("content/posts/before/index.md")[1] == "After"
