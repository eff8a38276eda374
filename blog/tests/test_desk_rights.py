"""Who may do what at the desk."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from blog.models import Post
from blog.pictures import take_in
from tests.builders import make_post, make_user

from .desk import ROLES, every_role, post_data, sign_in
from .pictures import image, saved, upload

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/post/"


def change(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def test_strangers_and_members_are_shown_the_door(client):
    post = make_post()
    addresses = ["/admin/", LIST, change(post), change(post).replace("change", "revisions"), "/admin/blog/picture/"]
    for who in ("stranger", "member"):
        if who == "member":
            sign_in(client, "member")
        for address in addresses:
            assert client.get(address).status_code in {302, 403, 404}, (who, address)


@every_role
def test_each_role_sees_the_lists_that_are_its_own(client, role):
    sign_in(client, role)
    writers, runners = {"contributor", "author", "editor", "administrator"}, {"editor", "administrator"}
    allowed = {
        "post": writers, "page": runners, "tag": writers, "category": writers, "series": writers, "picture": writers,
        "oldaddress": runners, "missedaddress": runners, "importbatch": {"administrator"},
        "emailrequest": {"administrator"},
    }  # fmt: skip
    for model, roles in allowed.items():
        expected = 200 if role in roles else 403
        assert client.get(f"/admin/blog/{model}/").status_code == expected, model


def outcome(client, post):
    """What a person can do with a post: nothing, read or write."""
    response = client.get(change(post))
    if response.status_code != 200:
        return "nothing"
    return "write" if 'name="_continue"' in response.text else "read"


def test_one_sees_and_writes_what_is_ones_own_and_editors_everything(client):
    cast = {role: make_user(f"a-{role}", role=role) for role in ROLES}
    stranger = make_user("bob", role="author")
    expected = {
        "contributor": ("write", "read", "nothing", "nothing"),
        "author": ("write", "write", "nothing", "nothing"),
        "editor": ("write", "write", "write", "write"),
        "moderator": ("nothing", "nothing", "nothing", "nothing"),
        "administrator": ("write", "write", "write", "write"),
    }
    for role, user in cast.items():
        client.force_login(user)
        posts = [make_post(author=who, published_at=at) for who in (user, stranger) for at in (None, user.date_joined)]
        assert tuple(outcome(client, post) for post in posts) == expected[role], role


def test_a_contributor_cannot_make_anything_public(client):
    user = sign_in(client, "contributor")
    data = post_data(published_at=user.date_joined, is_pinned="on", visibility="private", _publish="1")
    client.post("/admin/blog/post/add/", data)
    post = Post.objects.get()
    assert (post.status, post.is_pinned, post.visibility) == ("draft", False, "public")
    client.post(change(post), post_data(slug=post.slug, published_at=user.date_joined, _publish="1"))
    client.post(LIST, {"action": "publish", "_selected_action": [post.pk]})
    post.refresh_from_db()
    assert post.status == "draft"


def test_a_contributor_cannot_change_what_has_been_published(client):
    post = make_post(author=sign_in(client, "contributor"), body="As reviewed")
    assert client.post(change(post), post_data(body="Something else", _continue="1")).status_code == 403
    client.post(LIST, {"action": "trash", "_selected_action": [post.pk]})
    post.refresh_from_db()
    assert (post.body, post.status) == ("As reviewed", "published")


def test_an_author_cannot_hand_a_post_to_somebody_else(client):
    author, bob = sign_in(client, "author"), make_user("bob", role="author")
    client.post("/admin/blog/post/add/", post_data(author=bob.pk, _continue="1"))
    assert Post.objects.get().author == author


def test_what_is_deleted_for_good_comes_out_of_the_trash(client):
    post = make_post(author=sign_in(client, "author"))
    delete = reverse("admin:blog_post_delete", args=[post.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [post.pk], "post": "yes"})
    assert Post.objects.count() == 1
    post.trash(by=None)
    assert client.get(delete).status_code == 200
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert not Post.objects.exists()


def test_the_fields_for_publishers_and_editors_are_shown_to_nobody_else(client):
    for role, published, author in [("contributor", False, False), ("author", True, False), ("editor", True, True)]:
        sign_in(client, role)
        page = client.get("/admin/blog/post/add/").text
        assert ('name="published_at_0"' in page, 'name="author"' in page) == (published, author), role
        assert ('name="_publish"' in page) == published, role


def test_an_author_sees_the_fields_of_a_post_they_may_only_read(client):
    post = make_post(author=sign_in(client, "contributor"))
    assert post.title in client.get(change(post)).text


def test_the_way_from_the_desk_to_the_site_leads_to_nothing_hidden(client):
    bob = make_user("bob", role="author")
    number = ContentType.objects.get_for_model(Post).pk
    for role, own in [("contributor", False), ("author", True), ("moderator", False)]:
        user = sign_in(client, role)
        hidden = make_post("Secret plan", author=user if own else bob, published_at=None)
        response = client.get(f"/admin/r/{number}/{hidden.pk}/")
        assert response.status_code == (302 if own else 404), role
        assert response.headers.get("Location") == (hidden.get_absolute_url() if own else None)


@pytest.mark.parametrize("address", ["0/1/", "abc/1/", "+1/1/", "99999999999999999999/1/", "1/abc/", "2/x/y/"])
def test_odd_ways_from_the_desk_to_the_site_lead_nowhere(client, address):
    sign_in(client, "administrator")
    assert client.get(f"/admin/r/{address}").status_code == 404


def test_the_number_of_a_picture_tells_nothing_of_somebody_elses(client):
    hidden = take_in(upload(), by=make_user("bob", role="author"), alt="Secret plan")
    user = sign_in(client, "contributor")
    for response in (
        client.get(f"/admin/blog/post/add/?cover={hidden.pk}"),
        client.post("/admin/blog/post/add/", post_data(cover=hidden.pk)),
    ):
        assert response.status_code == 200
        assert "Secret plan" not in response.text and hidden.file.name not in response.text
    assert not Post.objects.exists()
    own = take_in(upload(saved(image(20, 20))), by=user, alt="My own")
    assert "My own" in client.get(f"/admin/blog/post/add/?cover={own.pk}").text


def test_a_draft_that_names_a_hidden_picture_does_not_open_it(client):
    hidden = take_in(upload(), by=make_user("bob", role="author"))
    sign_in(client, "contributor")
    body = f"![]({hidden.file.url})"
    client.post("/admin/blog/post/add/", post_data(body=body, _continue="1"))
    assert not Post.objects.get().pictures.exists()
    assert client.get(hidden.file.url).status_code == 404
    assert "width=" not in client.post("/markdownx/markdownify/", {"content": body}).text


def test_a_picture_that_a_post_shows_stays_with_it_whoever_saves(client):
    author = sign_in(client, "author")
    picture = take_in(upload(), by=make_user("bob", role="author"))
    post = make_post(author=author, body=f"![]({picture.file.url})", trashed_at=author.date_joined)
    client.post(change(post), post_data(body=post.body, slug=post.slug, _restore="1"))
    post.refresh_from_db()
    assert (post.status, list(post.pictures.all())) == ("draft", [picture])
