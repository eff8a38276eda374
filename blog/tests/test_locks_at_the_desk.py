"""Who sets a password, and what the desk says to one that would not work."""

import pytest

from blog.models import Post
from tests.builders import make_post, make_user

from .desk import post_data, sign_in
from .locks import make_locked

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/post/add/"


def change(client, post, **fields):
    data = post_data(title=post.title, slug=post.slug, published_at=post.published_at, _continue="1", **fields)
    return client.post(f"/admin/blog/post/{post.pk}/change/", data)


def said(response) -> str:
    return response.content.decode()


def test_an_author_sets_a_password_and_looks_it_up_later(client):
    author = sign_in(client, "author")
    response = client.post(ADD, post_data(visibility="password", password="ebb and flow", _publish="1"))
    post = Post.objects.get()
    assert response.status_code == 302 and (post.status, post.password) == ("password", "ebb and flow")
    page = said(client.get(f"/admin/blog/post/{post.pk}/change/"))
    assert 'value="ebb and flow"' in page and "with a password" in page
    assert post.author == author and client.get(post.get_absolute_url()).status_code == 200


def test_a_password_post_without_a_password_is_refused(client):
    sign_in(client, "author")
    for password in ("", "   "):
        response = client.post(ADD, post_data(visibility="password", password=password))
        assert response.status_code == 200 and "Choose the password that opens it" in said(response)
    assert not Post.objects.exists()


def test_a_password_that_would_protect_nothing_is_refused(client):
    sign_in(client, "author")
    response = client.post(ADD, post_data(visibility="public", password="ebb", _publish="1"))
    assert response.status_code == 200 and "would protect nothing" in said(response)
    assert not Post.objects.exists()


def test_a_post_that_is_opened_to_all_forgets_its_password(client):
    editor = sign_in(client, "editor")
    post = make_locked(author=editor)
    change(client, post, visibility="public", password=post.password, author=editor.pk)
    post.refresh_from_db()
    assert (post.status, post.password) == ("published", "")


def test_who_may_not_publish_sets_none_and_keeps_what_an_editor_has_set(client):
    contributor = sign_in(client, "contributor")
    assert 'name="password"' not in said(client.get(ADD))
    client.post(ADD, post_data(visibility="password", password="mine"))
    post = Post.objects.get()
    assert (post.visibility, post.password) == ("public", "")
    lost = make_locked("Lost", author=contributor, published_at=None, password="")
    change(client, lost, body="New words.")
    lost.refresh_from_db()
    assert (lost.visibility, lost.body) == ("password", "New words.")


def test_others_do_not_read_the_password(client):
    post = make_locked(author=make_user("ada", role="author"))
    for role in ("contributor", "author", "moderator"):
        sign_in(client, role)
        response = client.get(f"/admin/blog/post/{post.pk}/change/", follow=True)
        assert "ebb and flow" not in said(response), role
        assert "ebb and flow" not in said(client.get(post.get_absolute_url())), role


def test_the_list_says_and_filters_the_state(client):
    sign_in(client, "editor")
    make_locked("Family news"), make_post("Harbour", visibility="members"), make_post("Tides")
    for state, word, title in (("password", "with a password", "Family news"), ("members", "for members", "Harbour")):
        page = said(client.get(f"/admin/blog/post/?state={state}"))
        assert f'state-{state}">{word}' in page and title in page and "Tides" not in page


def test_revisions_keep_no_password_and_were_never_public(client):
    editor = sign_in(client, "editor")
    post = make_locked(author=editor)
    post.password = "spring tide"
    post.save(by=editor)
    (revision,) = post.revisions.all()
    assert "password" not in revision.fields and revision.public_from is None
    assert "ebb and flow" not in said(client.get(f"/admin/blog/post/{post.pk}/revisions/1/"))
    assert not post.revisions.model.objects.once_public().exists()
