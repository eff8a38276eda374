"""What an export of Ghost says, of all ages, and what of it may be seen by strangers."""

import json
import zipfile
from collections import Counter
from datetime import UTC, datetime

import pytest

from blog.importing.ghost.export import opened
from blog.importing.records import AttachmentRecord, RedirectRecord

from .ghost_exports import (
    OLD_SITE,
    Read,
    export,
    lexical,
    paragraph,
    post,
    post_of_version_0,
    read,
    setting,
    tag,
    user,
    written,
)


def test_a_post_comes_with_its_facts(tmp_path):
    record = read(tmp_path, export(post("On *tides*", slug="tides", id="5f", featured=1, custom_excerpt="Wet."))).post
    assert (record.id, record.guid, record.type, record.title) == ("5f", "5f", "post", "On *tides*")
    assert (record.slug, record.link, record.excerpt) == ("tides", f"{OLD_SITE}/tides/", "Wet.")
    assert record.is_sticky and record.markup == "ghost"
    assert record.published_at == datetime(2023, 3, 4, 10, tzinfo=UTC)
    assert record.updated_at == datetime(2023, 3, 6, 12, tzinfo=UTC)
    assert record.created_at == datetime(2023, 3, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("version", ["003", "2.1.0", "6.0.0"])
def test_the_wrapping_does_not_matter(tmp_path, version, wrapped):
    assert read(tmp_path, export(post(), version=version, wrapped=wrapped)).post
    assert read(tmp_path, export(post(), wrapped=False)["data"]).post


def test_the_oldest_exports_are_read(tmp_path):
    data = export(
        post_of_version_0("Hello", image="/content/images/a.jpg", meta_description="Hi.", id=7, slug="hello"),
        post_of_version_0("About", page=1, slug="about"),
        users=[user(1, "ada")],
        tags=[tag(3, "sea")],
        posts_tags=[{"id": 1, "post_id": 7, "tag_id": 3}],
        settings=[setting("permalinks", "/:year/:month/:day/:slug/"), setting("activeTimezone", "Europe/Paris")],
        version="003",
    )
    first, page = read(tmp_path, data).posts
    assert (first.id, first.guid, first.login, first.excerpt) == ("7", "uuid-Hello", "ada", "Hi.")
    assert first.link == f"{OLD_SITE}/2013/12/29/hello/" and first.old_links == (f"{OLD_SITE}/hello/",)
    assert first.published_at == datetime(2013, 12, 29, 12, 9, 50, tzinfo=UTC)
    assert [term.slug for term in first.terms] == ["sea"]
    assert first.cover == AttachmentRecord("", f"{OLD_SITE}/content/images/a.jpg")
    assert page.type == "page" and page.link == f"{OLD_SITE}/about/"


@pytest.mark.parametrize("pattern", ["/:month/:day/", "/:moon/:slug/", "", "/:primary_tag/:slug/"])
def test_a_pattern_that_cannot_be_filled_in_is_the_plain_one(tmp_path, pattern):
    data = export(post(slug="a", published_at=None), settings=[setting("permalinks", pattern)])
    assert f"{OLD_SITE}/a/" in [read(tmp_path, data).post.link, *read(tmp_path, data).post.old_links]


STATES = {
    ("published", "public"): ("publish", False),
    ("published", "members"): ("publish", True),
    ("published", "paid"): ("private", False),
    ("published", "tiers"): ("private", False),
    ("published", "filter"): ("private", False),
    ("published", "label:vip"): ("private", False),
    ("published", ("odd",)): ("private", False),
    ("published", False): ("private", False),
    ("published", None): ("publish", False),
    (None, "public"): ("draft", False),
    (1, "public"): ("1", False),
    ("scheduled", "public"): ("future", False),
    ("scheduled", "paid"): ("private", False),
    ("draft", "public"): ("draft", False),
    ("sent", "public"): ("sent", False),
    ("pending", "public"): ("pending", False),
    ("", ""): ("draft", False),
}


@pytest.mark.parametrize("status, visibility", STATES)
def test_what_strangers_could_not_read_is_not_published(tmp_path, status, visibility):
    record = read(tmp_path, export(post(status=status, visibility=visibility))).post
    assert (record.status, record.members_only) == STATES[status, visibility]


def test_what_was_for_mail_only_is_not_published(tmp_path):
    data = export(
        post(id="a"),
        post(id="b", status="scheduled"),
        posts_meta=[{"post_id": each, "email_only": True} for each in "ab"],
    )
    assert [record.status for record in read(tmp_path, data).posts] == ["sent", "sent"]


def test_authors_and_tags_keep_their_order(tmp_path):
    data = export(
        post(id="p"),
        users=[user("u1", "ada"), user("u2", "ben")],
        tags=[
            tag("t1", "a"),
            tag("t2", "b"),
            tag("t3", "hash-c", name="#c", visibility="internal"),
            tag("t4", "d", name="#d"),
        ],
        posts_authors=[
            {"post_id": "p", "author_id": "u1", "sort_order": 1},
            {"post_id": "p", "author_id": "u2", "sort_order": 0},
            {"post_id": "p", "author_id": "gone", "sort_order": 2},
        ],
        posts_tags=[{"post_id": "p", "tag_id": f"t{n}", "sort_order": 9 - n} for n in range(1, 6)],
    )
    found = read(tmp_path, data)
    assert (found.post.login, found.post.coauthors) == ("ben", ("ada",))
    assert [term.slug for term in found.post.terms] == ["b", "a"]
    assert [(term.kind, term.taxonomy) for term in found.terms] == [("tag", "tag")] * 2 + [
        ("other", "internal tag")
    ] * 2


def test_an_author_comes_without_the_password(tmp_path):
    data = export(users=[user(bio="Wrote <b>this</b>", website="https://ada.example", email="no address")])
    (author,) = read(tmp_path, data).authors
    assert (author.login, author.name, author.bio, author.website) == (
        "ada",
        "Ada",
        "Wrote this",
        "https://ada.example",
    )
    assert "$2a$" not in repr(read(tmp_path, data).records)


def test_the_site_says_what_stays_behind(tmp_path):
    settings = [
        setting("title", "Old &amp; blog"),
        setting("description", "All about it"),
        setting("timezone", "Asia/Tokyo"),
        setting("locale", "ja"),
        setting("codeinjection_head", "<script>x</script>"),
    ]
    site = read(tmp_path, export(settings=settings, members=[{"email": "m@example.org"}] * 2, sessions=[{}])).site
    assert (site.title, site.tagline, site.time_zone, site.language) == (
        "Old & blog",
        "All about it",
        "Asia/Tokyo",
        "ja",
    )
    assert site.address == OLD_SITE
    assert site.losses[0] == "2 × members" and len(site.losses) == 2 and "script" in site.losses[1]


def test_a_posts_script_stays_with_the_original_only(tmp_path):
    record = read(
        tmp_path, export(post(codeinjection_head="<script>x</script>", canonical_url="https://a.example/"))
    ).post
    assert len(record.losses) == 2 and record.meta["codeinjection_head"] == ["<script>x</script>"]
    assert "script" not in record.content


def test_the_cover_has_its_words(tmp_path):
    data = export(
        post(id="p", feature_image="__GHOST_URL__/content/images/2023/a.jpg"),
        posts_meta=[{"post_id": "p", "feature_image_alt": "A sea", "feature_image_caption": "By <a href='#'>me</a>"}],
    )
    address = f"{OLD_SITE}/content/images/2023/a.jpg"
    assert read(tmp_path, data).post.cover == AttachmentRecord("", address, alt="A sea", caption="By me")


def test_without_the_sites_address_addresses_begin_at_its_root(tmp_path):
    data = export(post(slug="a", html="<p>__GHOST_URL__/b/</p>", feature_image="__GHOST_URL__/content/images/a.jpg"))
    found = read(tmp_path, data, address="")
    record = found.post
    assert (
        "--address" in found.site.losses[0]
        and record.link == "/a/"
        and record.cover.address == "/content/images/a.jpg"
        and "GHOST" not in record.content
    )


def test_below_a_folder_of_its_host(tmp_path):
    data = export(post(slug="a", feature_image="/blog/content/images/a.jpg"))
    record = read(tmp_path, data, address="https://old.example.org/blog/").post
    assert record.link == f"{OLD_SITE}/blog/a/" and record.cover.address == f"{OLD_SITE}/blog/content/images/a.jpg"


def test_it_says_the_same_when_it_is_read_again(tmp_path):
    with opened(written(tmp_path, export(post(), tags=[tag("t", "a")]))) as source:
        assert list(source.records(Counter())) == list(source.records(Counter()))
        assert source.program == "Ghost" and source.name == "export.json"


def zipped(tmp_path, files):
    path = tmp_path / "ghost.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("top", ["", "backup/"])
def test_a_zip_brings_the_pictures(tmp_path, top):
    text = written(tmp_path, export(post(html=None, lexical=lexical(paragraph("Hi"))))).read_bytes()
    files = {"old.ghost.2023.json": text, "content/images/a.jpg": b"x", "content/themes/casper/package.json": "{}"}
    path = zipped(tmp_path, {f"{top}{name}": content for name, content in files.items()} | {"redirects.json": "[]"})
    found = Read(path)
    assert found.post and not found.folder.exists()
    with opened(path) as source:
        for address in ("/content/images/a.jpg", f"{OLD_SITE}/content/images/size/w600h400/format/webp/a.jpg"):
            assert source.picture(address).read_bytes() == b"x"
        assert source.name == "ghost.zip" and source.picture("/old.ghost.2023.json") is None


def test_pictures_beside_the_file_are_found(tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    assert read(tmp_path, export(post())).folder == tmp_path / "content/images"
    assert Read(tmp_path / "export.json").post and Read(tmp_path).post


REDIRECTS_JSON = [
    {"from": "^/old\\/one/?$", "to": "/new/", "permanent": True},
    {"from": "/two", "to": "https://a.example/"},
    {"from": "/blog/(.*)", "to": "/$1"},
    {"from": 7},
    None,
]
REDIRECTS_YAML = "301:\n  /three: /new/  \n  '/four': \"/new/\"\n  ^/tag/(.*)$: /t/$1\n302: # later\n\n  - odd\n"


def test_the_redirects_of_its_content_folder_come_too(tmp_path):
    files = {"content/data/redirects.json": json.dumps(REDIRECTS_JSON), "redirects.yaml": REDIRECTS_YAML}
    path = zipped(tmp_path, {"a.json": json.dumps(export(post())), **files})
    found = Read(path)
    assert {record.path: record.target for record in found.of(RedirectRecord)} == {
        "/old/one/": "/new/",
        "/two": "https://a.example/",
        "/three": "/new/",
        "/four": "/new/",
    }
    assert len(found.site.losses) == 5


@pytest.mark.parametrize("text", ["", "{", "{}", "[" * 100_000, "7", "\ud83d".encode("utf-8", "surrogatepass")])
def test_redirects_that_are_none_stop_nothing(tmp_path, text):
    files = {"redirects.json": text, "redirects.yaml": text}
    found = Read(zipped(tmp_path, {"a.json": json.dumps(export(post())), **files}))
    assert found.post and not found.of(RedirectRecord)
