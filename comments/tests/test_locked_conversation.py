"""The conversation under a post behind a password: as open as the post."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from blog.tests.locks import is_locked, make_locked, try_password
from comments.models import Comment, Status
from comments.tests.acts import latest, write
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db

SAME_SITE = {"sec-fetch-site": "same-origin"}


def test_strangers_meet_none_of_its_comments_anywhere(client):
    post = make_locked("Family news")
    reply = make_comment(post, body="How lovely, the baby.")
    make_comment(make_post("Tides"), body="A word in public.")
    for address in ("/", "/archive/", "/comments/feed/", post.url_of("comments:post_feed")):
        page = client.get(address).content.decode()
        assert "baby" not in page and "Family news" not in page, address
    assert is_locked(client, post.url_of("comments:conversation"))
    assert is_locked(client, reply.get_absolute_url())
    assert not Comment.objects.visible().filter(post=post).exists()


def test_whoever_has_the_key_reads_it_and_finds_each_comment(client):
    post = make_locked()
    reply = make_comment(post, body="How lovely, the baby.")
    hidden = make_comment(post, status=Status.PENDING)
    try_password(client, post)
    for address in (post.get_absolute_url(), post.url_of("comments:conversation")):
        assert "How lovely, the baby." in client.get(address).content.decode()
    response = client.get(reply.get_absolute_url())
    assert response.headers["Location"] == f"{post.get_absolute_url()}#comment-{reply.pk}"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_they_reply_edit_and_withdraw(client):
    post = make_locked()
    parent = make_comment(post)
    try_password(client, post)
    response = write(client, post, comment="First thought.", comment_parent=parent.pk, headers=SAME_SITE)
    receipt = response.headers["Location"]
    assert response.status_code == 303 and receipt.startswith(post.get_absolute_url())
    page = client.get(receipt).content.decode()
    assert "First thought." in page and "awaiting moderation" in page
    key = receipt.partition("receipt=")[2].partition("#")[0].replace("%3A", ":")
    edit = reverse("comments:edit", args=[latest().pk])
    changed = {"receipt": key, "comment": "Second thought."}
    assert client.post(edit, changed, headers=SAME_SITE).status_code == 303
    assert latest().body == "Second thought."
    withdraw = reverse("comments:withdraw", args=[latest().pk])
    client.cookies.clear()
    assert client.post(withdraw, {"receipt": key}, headers=SAME_SITE).status_code == 403
    assert latest().status == Status.PENDING
    try_password(client, post)
    assert client.post(withdraw, {"receipt": key}, headers=SAME_SITE).status_code == 303
    assert latest() == parent


def test_a_wrong_form_comes_back_with_its_words(client):
    post = make_locked()
    try_password(client, post)
    response = write(client, post, email="not an address", headers=SAME_SITE)
    assert response.status_code == 422 and "What happens in the dark?" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_without_the_key_nothing_is_kept_and_the_words_come_back_to_be_copied(client):
    post = make_locked("Family news")
    response = write(client, post, comment="A long letter </textarea>", headers=SAME_SITE)
    page = response.content.decode()
    assert response.status_code == 403 and not Comment.objects.exists()
    assert "A long letter &lt;/textarea&gt;</textarea>" in page and "Family news" not in page
    again = try_password(client, post, "wrong", words="A long letter")
    assert "A long letter</textarea>" in again.content.decode()


def test_members_talk_under_what_is_for_members(client):
    post = make_post(visibility="members")
    assert write(client, post, headers=SAME_SITE).status_code == 403
    client.force_login(make_user("mia"))
    page = client.get(post.get_absolute_url())
    assert "Logged in as Mia." in page.content.decode()
    make_comment(post, body="Among ourselves.")
    assert "Among ourselves." in client.get(post.get_absolute_url()).content.decode()


def test_its_mails_go_to_staff_alone(client, run_tasks):
    make_user("mod", role="moderator")
    post = make_locked("Family news")
    member = make_user("mia")
    make_comment(post, name=member.name, email=member.email)
    try_password(client, post)
    write(client, post, headers=SAME_SITE)
    run_tasks()
    told = {address for message in mail.outbox for address in message.to}
    assert told == {"mod@example.org"}
    assert User.objects.get(email="mod@example.org").is_staff
