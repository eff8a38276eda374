"""Writing in the admin: drafts, publishing, and what the form gives back."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from blog.models import Page, Post, Tag
from tests.builders import make_page, make_post, make_user

from .desk import post_data, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/post/add/"


def change(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def test_a_new_post_is_a_draft_by_the_one_who_writes_it(client):
    author = sign_in(client, "author")
    response = client.post(ADD, post_data(_continue="1"))
    post = Post.objects.get()
    assert response.status_code == 302
    assert (post.status, post.author, post.slug) == ("draft", author, "tides")
    assert [revision.editor for revision in post.revisions.all()] == [author]


def test_publish_now_publishes_and_says_so(client):
    sign_in(client, "author")
    response = client.post(ADD, post_data(_publish="1"), follow=True)
    assert Post.objects.get().is_published
    assert "published" in response.text
    assert client.get(Post.objects.get().get_absolute_url()).status_code == 200


def test_publish_now_goes_before_a_date_in_the_future_and_keeps_one_in_the_past(client):
    author = sign_in(client, "author")
    now = timezone.now()
    ahead = make_post(author=author, published_at=now + timedelta(days=3))
    client.post(change(ahead), post_data(slug=ahead.slug, published_at=ahead.published_at, _publish="1"))
    ahead.refresh_from_db()
    assert ahead.is_published
    before = ahead.published_at
    client.post(change(ahead), post_data(slug=ahead.slug, published_at=ahead.published_at, _publish="1"))
    ahead.refresh_from_db()
    assert ahead.published_at == before.replace(microsecond=0)


def test_a_date_in_the_future_schedules(client):
    sign_in(client, "author")
    client.post(ADD, post_data(published_at=timezone.now() + timedelta(days=1), _continue="1"))
    assert Post.objects.get().status == "scheduled"


def test_back_to_draft_and_into_the_trash_and_out_again(client):
    post = make_post(author=sign_in(client, "author"))
    fields = {"slug": post.slug, "published_at": post.published_at}
    states = {"_unpublish": "draft", "_publish": "published", "_trash": "trashed", "_restore": "published"}
    for button, expected in states.items():
        client.post(change(post), post_data(**fields, **{button: "1"}))
        post.refresh_from_db()
        assert post.status == expected


def test_the_text_comes_back_as_it_was_typed(client):
    sign_in(client, "author")
    body = "    code at the beginning\r\n\r\nend \r\n\r\n"
    client.post(ADD, post_data(body=body, _continue="1"))
    assert Post.objects.get().body == body.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": "word " * 110_000}, "Split it into parts"),
        ({"body": "a\x00b"}, "Null characters"),
        ({"slug": "!!!"}, "at least one letter"),
        ({"slug": "a/b"}, "A slug has no slash"),
        ({"language": "no lang!"}, "language code"),
        ({"title": "x" * 301}, "at most 300"),
        ({"tag_names": ", ".join(map(str, range(40)))}, "More than 30 tags"),
        ({"tag_names": "t" * 130}, "Is a comma missing"),
        ({"published_at_0": "yesterday", "published_at_1": "noon"}, "Enter a valid date"),
        ({"part": "-3"}, "greater than or equal to 0"),
        ({"series": "99999"}, "Select a valid choice"),
        ({"cover": "not-a-number"}, "Select a valid choice"),
        ({"parent": "x", "title": "", "body": "", "slug": "taken"}, "already exists"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_text_stays(client, fields, sentence):
    make_post(slug="taken")
    sign_in(client, "author", "alice")
    response = client.post(ADD, post_data(**{"summary": "Keep me", **fields}, _continue="1"))
    assert response.status_code == 200
    assert sentence in response.text
    assert "Keep me" in response.text
    assert Post.objects.count() == 1


def test_a_slug_is_put_into_shape_and_an_old_one_is_left_alone(client):
    author = sign_in(client, "author")
    client.post(ADD, post_data(slug="Über die Gezeiten", _continue="1"))
    post = Post.objects.get()
    assert post.slug == "über-die-gezeiten"
    Post.objects.update(slug="Old.Style")
    client.post(change(post), post_data(slug="Old.Style", title="New title", _continue="1"))
    post.refresh_from_db()
    assert (post.slug, post.title, post.author) == ("Old.Style", "New title", author)


def test_tags_are_typed_and_made_where_they_are_new(client):
    sign_in(client, "author")
    Tag.objects.create(name="Sea")
    client.post(ADD, post_data(tag_names="sea, #Moon ,, moon, 潮", _continue="1"))
    post = Post.objects.get()
    assert sorted(tag.name for tag in post.tags.all()) == ["Moon", "Sea", "潮"]
    assert len(post.revisions.get().fields["tags"]) == 3
    client.post(change(post), post_data(slug=post.slug, tag_names="Sea", _continue="1"))
    assert [tag.name for tag in post.tags.all()] == ["Sea"]
    assert post.revisions.count() == 2


def test_saving_without_a_change_makes_no_revision(client):
    post = make_post(author=sign_in(client, "author"), body="Same", title="Same", published_at=None)
    for _ in range(2):
        client.post(
            change(post), post_data(title="Same", body="Same", slug=post.slug, comments_open="on", _continue="1")
        )
    assert post.revisions.count() == 1


def test_a_draft_can_be_seen_on_the_site_from_the_desk(client):
    post = make_post(author=sign_in(client, "author"), published_at=None)
    page = client.get(change(post)).text
    assert f'href="{post.get_absolute_url()}"' in page
    assert client.get(post.get_absolute_url()).status_code == 200


def test_the_form_works_without_script_and_keeps_the_policy(client):
    post = make_post(author=sign_in(client, "administrator"))
    response = client.get(change(post))
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    for forbidden in (" style=", "onclick=", "<style", "javascript:"):
        assert forbidden not in response.text, forbidden
    assert '<textarea name="body"' in response.text
    assert "markdownx" in response.text


def test_a_page_is_made_by_an_editor_inside_another(client):
    sign_in(client, "editor")
    parent = make_page("About", slug="about")
    data = post_data(title="Team", parent=parent.pk, menu_order="2", _publish="1")
    assert client.post("/admin/blog/page/add/", data).status_code == 302
    page = Page.objects.get(slug="team")
    assert (page.kind, page.path, page.status) == ("page", "about/team", "published")
    assert "Team" in client.get("/admin/blog/page/").text
    assert "Team" not in client.get("/admin/blog/post/").text


def test_an_address_of_the_sites_own_is_no_slug_for_a_page(client):
    sign_in(client, "editor")
    response = client.post("/admin/blog/page/add/", post_data(slug="feed", menu_order="0", _continue="1"))
    assert "one of the site&#x27;s own" in response.text


def test_an_editor_may_give_a_post_another_author(client):
    sign_in(client, "editor")
    post, bob = make_post(), make_user("bob", role="author")
    client.post(change(post), post_data(slug=post.slug, author=bob.pk, published_at=post.published_at, _continue="1"))
    post.refresh_from_db()
    assert post.author == bob


@pytest.mark.parametrize(
    "query",
    [
        *("published_at=x", "expires_at=2026-01-01", "published_at=2026-01-01T10:00:00Z", "cover=x", "part=x"),
        *("categories=x", "series=99999999999999999999", "author=x", "cover=99999999999999999999", "visibility=x"),
    ],
)
def test_odd_words_in_the_address_of_a_new_post_are_no_accident(client, query):
    sign_in(client)
    assert client.get(f"{ADD}?title=Tides&{query}").status_code == 200


@pytest.mark.parametrize("kind", ["tag", "category", "series"])
def test_the_slug_of_a_term_becomes_one_that_an_address_can_hold(client, kind):
    sign_in(client)
    add = f"/admin/blog/{kind}/add/"
    names = {"Sea/\x07shore": "a/b", "Other": "///", "Third": "C++ & Co."}
    for name, slug in names.items():
        assert client.post(add, {"name": name, "slug": slug, "description": ""}).status_code == 302, name
    terms = apps.get_model("blog", kind).objects.order_by("pk")
    assert [(term.name, term.slug) for term in terms] == [("Sea/shore", "ab"), ("Other", "other"), ("Third", "c-co")]
    assert "already exists" in client.post(add, {"name": "Twin", "slug": "a//b", "description": ""}).text
    assert "This field" in client.post(add, {"name": "\x07", "slug": "", "description": ""}).text


def test_tags_are_made_without_control_characters(client):
    sign_in(client)
    client.post(ADD, post_data(tag_names="ti\x07des, \x07,  the \x07 sea", _continue="1"))
    assert list(Tag.objects.values_list("name", flat=True)) == ["the sea", "tides"]
