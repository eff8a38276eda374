from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.models import Comment, CommentRules
from tests.builders import make_comment, make_post, make_user

from .acts import latest, why, write

pytestmark = pytest.mark.django_db


def test_a_guests_comment_is_kept_and_waits(client):
    post = make_post()
    response = write(client, post, url="example.org/noor")
    comment = latest()
    assert response.status_code == 303
    assert response["Location"].startswith(f"{post.get_absolute_url()}?receipt=")
    assert response["Location"].endswith(f"#comment-{comment.pk}")
    assert (comment.status, comment.name, comment.email) == ("pending", "Noor", "noor@example.org")
    assert comment.url == "https://example.org/noor"
    assert not response.cookies


def test_the_first_decision_begins_with_nothing_and_gives_a_reason(client):
    write(client, make_post())
    decision = latest().decisions.get()
    assert (decision.before, decision.after, decision.moderator) == ("", "pending", None)
    assert decision.reason


def test_a_reply_hangs_below_its_parent(client):
    post = make_post()
    parent = make_comment(post)
    write(client, post, comment_parent=parent.pk)
    assert latest().parent == parent
    assert latest().path.startswith(parent.path)


WRONG = {
    "no text": ({"comment": ""}, "Please type your comment text.", "comment"),
    "spaces": ({"comment": " \n\t "}, "Please type your comment text.", "comment"),
    "nothing to see": ({"comment": "\u200b\u2060"}, "Please type your comment text.", "comment"),
    "only a definition": ({"comment": "[a]: http://example.org"}, "Please type your comment text.", "comment"),
    "too long": ({"comment": "x" * 65_526}, "Your comment is too long", "comment"),
    "too long in bytes": ({"comment": "ü" * 40_000}, "Your comment is too long", "comment"),
    "no name": ({"author": ""}, "Please enter your name.", "author"),
    "unseen name": ({"author": "\u200b\u202e"}, "Please enter your name.", "author"),
    "long name": ({"author": "x" * 246}, "at most 245 characters", "author"),
    "no email": ({"email": None}, "Please enter your email address.", "email"),
    "bad email": ({"email": "noor@"}, "Please enter a valid email address.", "email"),
    "email of two lines": ({"email": "a@example.org\nBcc: b@example.org"}, "valid email address", "email"),
    "long email": ({"email": "x" * 90 + "@example.org"}, "at most 100 characters", "email"),
    "script as website": ({"url": "javascript:alert(1)"}, 'id="url-error"', "url"),
    "ftp": ({"url": "ftp://example.org"}, 'id="url-error"', "url"),
    "odd website": ({"url": "http://[::1"}, 'id="url-error"', "url"),
    "long website": ({"url": "https://example.org/" + "x" * 200}, "at most 200 characters", "url"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_field_brings_the_page_back_with_everything_typed(client, case):
    fields, message, name = WRONG[case]
    post = make_post("About tides")
    response = write(client, post, **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "About tides" in page
    assert message in page
    assert f'<a href="#{name}">' in page
    assert f'id="{name}-error"' in page
    assert f"{name}-error" in page.split(f'name="{name}"')[1].split(">")[0]
    assert 'aria-invalid="true"' in page
    assert 'role="alert"' in page
    if "comment" not in fields:
        assert "What happens in the dark?</textarea>" in page
    if "author" not in fields:
        assert 'value="Noor"' in page
    assert not Comment.objects.exists()
    assert "no-store" in response["Cache-Control"]


def test_the_first_bad_field_gets_the_focus(client):
    page = write(client, make_post(), author="", email="x").content.decode()
    assert page.count(" autofocus") == 1
    assert "autofocus" in page.split('name="author"')[1].split(">")[0]


def test_the_longest_text_that_fits_is_taken(client):
    assert write(client, make_post(), comment="word " * 13_104 + "words").status_code == 303


def test_the_same_words_twice_are_kept_once(client):
    post = make_post()
    write(client, post)
    response = write(client, post, comment=" What happens  in the dark?\r\n")
    assert response.status_code == 409
    assert "Duplicate comment detected" in response.content.decode()
    assert Comment.objects.count() == 1


def test_a_duplicate_leads_to_the_first_only_if_everybody_may_see_it(client):
    post = make_post()
    write(client, post)
    first = latest()
    assert f'href="/comment/{first.pk}/"' not in write(client, post).content.decode()
    first.approve()
    assert f'href="/comment/{first.pk}/"' in write(client, post).content.decode()


def test_no_answer_tells_whose_address_it_is(client):
    post = make_post()
    write(client, post)
    latest().approve()
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    for email in ("noor@example.org", "guessed@example.org"):
        assert write(elsewhere, post, email=email).status_code == 303


def test_the_same_words_by_another_person_or_on_another_post_are_no_duplicate(client):
    CommentRules.objects.update(flood_seconds=0)
    post = make_post()
    write(client, post)
    assert write(client, post, author="Tom", email="tom@example.org").status_code == 303
    assert write(client, make_post()).status_code == 303


def test_a_closed_post_refuses_and_gives_the_words_back(client):
    post = make_post(comments_open=False)
    response = write(client, post, comment="Too <late>")
    assert response.status_code == 403
    assert "Comments are closed." in response.content.decode()
    assert "Too &lt;late&gt;</textarea>" in response.content.decode()
    assert not Comment.objects.exists()


def _parents():
    return {
        "unknown": lambda post: 999,
        "huge": lambda post: "9" * 30,
        "no number": lambda post: "one",
        "NUL": lambda post: "\x00",
        "waiting": lambda post: make_comment(post, status="pending").pk,
        "spam": lambda post: make_comment(post, status="spam").pk,
        "on another post": lambda post: make_comment().pk,
    }


@pytest.mark.parametrize("case", _parents())
def test_a_parent_that_cannot_be_answered_is_a_400(client, case):
    post = make_post()
    response = write(client, post, comment_parent=_parents()[case](post), email="new@example.org", author="New")
    page = response.content.decode()
    assert response.status_code == 400
    assert "What happens in the dark?</textarea>" in page
    assert 'name="comment_parent" id="comment_parent" value="0"' in page, "one more click posts"
    assert not Comment.objects.filter(email="new@example.org").exists()


def test_a_hidden_post_has_no_conversation(client):
    tomorrow = timezone.now() + timedelta(days=1)
    for post in (make_post(published_at=None), make_post(published_at=tomorrow), make_post(visibility="private")):
        assert write(client, post).status_code == 404
        assert client.get(post.url_of("comments:conversation")).status_code == 404
        assert client.get(post.url_of("comments:stamp")).status_code == 404


def test_an_editor_cannot_answer_a_draft(client):
    client.force_login(make_user("ed", role="editor"))
    assert write(client, make_post(published_at=None)).status_code == 403


def test_the_address_knows_get_head_and_post(client):
    url = make_post().url_of("comments:conversation")
    assert client.get(url).status_code == 200
    assert client.head(url).status_code == 200
    for method in (client.put, client.delete, client.patch, client.options):
        assert method(url).status_code == 405


def test_a_member_is_named_by_the_account_whatever_is_typed(client):
    maria = make_user("maria", display_name="Maria", website="https://maria.example")
    client.force_login(maria)
    write(client, make_post(), author="The Editor", email="boss@example.org")
    comment = latest()
    assert (comment.account, comment.name, comment.email) == (maria, "Maria", "maria@example.org")
    assert comment.url == "https://maria.example"


def test_an_upload_or_nonsense_is_no_accident(client):
    url = make_post().url_of("comments:conversation")
    assert client.post(url, b"\xff\xfe%%%", content_type="application/x-www-form-urlencoded").status_code == 422
    assert client.post(url, b"{", content_type="application/json").status_code == 422
    assert client.post(url, b"nonsense", content_type="multipart/form-data; boundary=x").status_code in {400, 422}


def test_the_reason_names_why_a_guest_waits(client):
    write(client, make_post())
    assert why(latest())
