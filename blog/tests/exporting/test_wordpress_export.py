"""The file for WordPress, read by our own reader of WordPress's files."""

from collections import Counter
from datetime import UTC
from xml.etree import ElementTree

import pytest

from blog.importing import own_meta, wxr
from blog.importing.records import AttachmentRecord, AuthorRecord, CommentRecord, PostRecord, TermRecord
from blog.models import Post
from comments.models import Comment
from tests.builders import make_comment, make_post

from .exports import CANARY, export, fill, make_hidden

pytestmark = pytest.mark.django_db

NAMES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_URL = "https://paper.example.org"


def records(made) -> list:
    repairs = Counter()
    found = list(wxr.Export(made.wordpress, UTC).records(repairs))
    assert sum(repairs.values()) == 0
    return found


def pieces(made) -> dict[str, PostRecord]:
    return {each.slug: each for each in records(made) if isinstance(each, PostRecord)}


def items(made) -> dict[str, ElementTree.Element]:
    found = ElementTree.parse(made.wordpress).getroot().iterfind("channel/item")
    return {item.findtext("wp:post_name", namespaces=NAMES): item for item in found}


def said(element, name: str) -> str:
    return element.findtext(name, namespaces=NAMES) or ""


def meta_of(element, kind="postmeta") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in element.iterfind(f"wp:{kind}", NAMES):
        key, value = (each.findtext(f"wp:meta_{name}", namespaces=NAMES) for name in ("key", "value"))
        found.setdefault(key, []).append(value)
    return found


def test_what_wordpress_has_words_for_it_is_told_in_them(tmp_path):
    post = fill()
    item = items(export(tmp_path))[post.slug]
    assert (said(item, "title"), said(item, "dc:creator")) == ("Tides: yes &amp; &lt;no&gt; 🌊", "ada")
    assert (said(item, "guid"), said(item, "wp:status")) == (post.feed_id, "publish")
    assert said(item, "link") == f"https://paper.example.org{post.get_absolute_url()}"
    assert said(item, "wp:post_date_gmt") == "2024-03-02 23:30:01"
    assert [said(item, f"wp:{name}") for name in ("is_sticky", "comment_status", "menu_order")] == ["1", "closed", "3"]
    assert [(term.get("domain"), term.get("nicename"), term.text) for term in item.iterfind("category")] == [
        ("category", "tools", "Tools"),
        ("post_tag", "r-d", "R &amp; D"),
        ("post_tag", "yes", "yes"),
    ]


def test_authors_and_terms_are_listed_without_addresses(tmp_path):
    fill()
    found = records(export(tmp_path))
    assert AuthorRecord("ada", "", "Ada") in found
    assert TermRecord("category", "tools", "Tools", "", "workshop", "category") in found
    assert TermRecord("tag", "r-d", "R & D", "", "", "post_tag") in found


def test_its_html_shows_the_same_in_wordpress(tmp_path):
    post = fill()
    html = said(items(export(tmp_path))[post.slug], "content:encoded")
    assert f'src="https://paper.example.org{post.cover.file.url}"' in html and "srcset" not in html
    assert "]]&gt;" in html and "&#91;gallery ids=1]" in html  # no shortcode
    assert "</b>, on two lines." in html and "one\n\ntwo" in html  # WordPress makes breaks of line ends


def test_the_cover_is_an_attachment_and_old_slugs_lead_on(tmp_path):
    post = fill()
    found = items(export(tmp_path))
    meta = meta_of(found[post.slug])
    (number,) = meta["_thumbnail_id"]
    (picture,) = [item for item in found.values() if item.findtext("wp:post_id", namespaces=NAMES) == number]
    assert picture.findtext("wp:attachment_url", namespaces=NAMES) == f"https://paper.example.org{post.cover.file.url}"
    assert meta_of(picture)["_wp_attachment_image_alt"] == ["The sea"]
    assert meta["_wp_old_slug"] == ["alte-größe"]
    record = AttachmentRecord("1", "https://paper.example.org/media/x.png")
    restored = own_meta.restored_attachment(record, meta_of(picture))
    assert (restored.sha256, restored.credit) == (post.cover.sha256, "Ada")


def test_nothing_hidden_becomes_public_in_wordpress(tmp_path):
    hidden = make_hidden()
    found = items(export(tmp_path))
    words = {post.slug.rpartition("_")[2].partition("-")[2]: found[post.slug] for post in hidden}
    expected = {
        "draft": "draft", "draft-private": "draft", "scheduled": "future", "expired": "private", "private": "private",
        "trashed": "trash", "password": "publish", "members": "private",
    }  # fmt: skip
    assert {state: said(item, "wp:status") for state, item in words.items()} == {each: expected[each] for each in words}
    for state, item in words.items():
        assert said(item, "wp:post_password") == ("open sesame" if state == "password" else "")


def test_our_own_importer_gets_back_what_wordpress_has_no_words_for(tmp_path):
    fill()
    make_hidden()
    for slug, record in pieces(export(tmp_path)).items():
        if record.type == "attachment":
            continue
        post, restored = Post.objects.get(slug=slug), own_meta.restored(record)
        assert (restored.content, restored.markup, restored.own_id) == (post.body, "markdown", post.pk)
        assert (restored.title, restored.excerpt, restored.language) == (post.title, post.summary, post.language)
        dates = (restored.published_at, restored.updated_at, restored.created_at, restored.expires_at)
        assert dates == (post.published_at, post.updated_at, post.created_at, post.expires_at)
        assert (restored.visibility, restored.trashed_at) == (post.visibility, post.trashed_at)
        assert restored.old_links == tuple(sorted(post.old_addresses.values_list("path", flat=True)))
        assert restored.part == post.part and not any(key.startswith("_broadsheet") for key in restored.meta)
        series = [term for term in restored.terms if term.kind == "series"]
        assert [(term.slug, term.name, term.description) for term in series] == (
            [("letters-home", "Letters | home", "From the coast")] if post.series else []
        )
        if post.trashed_at is None and post.published_at and post.visibility != "private":
            assert restored.status in {"publish", "future"}


def test_what_was_changed_or_hidden_in_wordpress_since_is_believed(tmp_path):
    post = fill()
    made = export(tmp_path)
    assert own_meta.restored(pieces(made)[post.slug]).markup == "markdown"
    text = made.wordpress.read_text()
    for before, after in [("on two lines", "on three lines"), ("[publish]", "[private]")]:
        assert before in text
        made.wordpress.write_text(text.replace(before, after, 1))
        changed = own_meta.restored(pieces(made)[post.slug])
        assert changed.markup != "markdown" and "<b>bold</b>" in changed.content
        assert changed.status == after.strip("[]") or "three" in changed.content


def test_a_post_with_fields_that_make_no_sense_stays_hidden():
    seal = own_meta.seal("private", "", "T", "", "<p>x</p>")
    fields = {"markdown": "x", "visibility": "public", "expires": "never", "part": "²", "series": "[]", "seal": seal}
    meta = {key: [value] for key, value in own_meta.prefixed(fields).items()}
    record = PostRecord("7", "", "post", "private", "T", "t", "", "ada", "<p>x</p>", "", None, None, meta=meta)
    restored = own_meta.restored(record)
    assert (restored.status, restored.visibility) == ("private", "private")
    assert restored.part is None and restored.terms == ()


def test_comments_keep_thread_state_and_words(tmp_path):
    post = fill()
    made = export(tmp_path)
    found = pieces(made)[post.slug].comments
    assert [each.status for each in found] == ["1", "1", "0", "spam", "trash"]
    assert (found[0].name, found[0].url, found[0].email) == ("Inès", "https://ines.example/", "")
    assert found[1].parent == found[0].id and found[0].parent == ""
    elements = {each.findtext("wp:comment_id", namespaces=NAMES): each for each in _comments(made, post)}
    for record in found:
        comment = Comment.objects.get(pk=record.id)
        restored = own_meta.restored_comment(record, meta_of(elements[record.id], "commentmeta"))
        assert (restored.content, restored.markup, restored.own_id) == (comment.body, "markdown", comment.pk)
        assert (restored.created_at, restored.edited_at) == (comment.created_at, comment.edited_at)


def test_a_comment_changed_in_wordpress_since_is_believed():
    meta = {"_broadsheet_markdown": ["*Mine*"], "_broadsheet_seal": [own_meta.seal("1", "<p><em>Mine</em></p>")]}
    record = CommentRecord("3", "", "comment", "spam", "Ines", "", "", "<p><em>Mine</em></p>", None)
    assert own_meta.restored_comment(record, meta) == record


def test_a_text_that_xml_cannot_hold_is_written_without_what_it_cannot(tmp_path):
    post = make_post("Odd", slug="odd", body="Bell \x07 and ]]> and \x0b end")
    make_comment(post, body="Bell \x07")
    made = export(tmp_path)
    assert own_meta.restored(pieces(made)["odd"]).content == "Bell  and ]]> and  end"
    assert made.document("content/posts/odd/index.md")[1] == post.body
    assert CANARY not in made.wordpress.read_text()


def _comments(made, post):
    return items(made)[post.slug].iterfind("wp:comment", NAMES)
