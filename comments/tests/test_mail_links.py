import re

import pytest
from django.core import mail, signing

from comments import receipts
from comments.moderation import moderation_keys
from tests.builders import make_comment, make_post, make_user

from .acts import latest, let_pass, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def mod():
    return make_user("mod", role="moderator", display_name="Mona")


@pytest.fixture
def waiting():
    comment = make_comment(status="approved", name="Noor", body="canary")
    comment.hold(reason="Contains 2 links.")
    return comment


def test_the_link_in_the_mail_shows_the_comment_and_asks(client, mod, run_tasks):
    write(client, make_post(), comment="A canary")
    run_tasks()
    link = re.search(r"http://127.0.0.1:8000(/comment/\S+act=approve)", mail.outbox[0].body)[1]
    for method in (client.get, client.head):
        response = method(link)
        assert response.status_code == 200
        assert latest().status == "pending"
        assert latest().decisions.count() == 1
    page = client.get(link).content.decode()
    assert "A canary" in page
    assert 'class="button strong" name="act" value="approve"' in page
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.parametrize(("act", "status"), [("approve", "approved"), ("spam", "spam"), ("trash", "trash")])
def test_a_press_of_the_button_decides(client, mod, waiting, act, status):
    address = moderation_keys.address(waiting, mod)
    response = client.post(address, {"act": act})
    waiting.refresh_from_db()
    assert response.status_code == 303
    assert (waiting.status, waiting.decisions.first().moderator) == (status, mod)
    page = client.get(response["Location"]).content.decode()
    assert "This comment has been decided" in page
    assert "Mona" in page


def test_a_used_link_says_so_and_decides_nothing_more(client, mod, waiting):
    address = moderation_keys.address(waiting, mod)
    client.post(address, {"act": "approve"})
    response = client.post(address, {"act": "trash"})
    waiting.refresh_from_db()
    assert response.status_code == 409
    assert "This comment has been decided" in response.content.decode()
    assert waiting.status == "approved"


def test_a_link_is_stale_once_somebody_else_has_decided(client, mod, waiting):
    address = moderation_keys.address(waiting, mod)
    waiting.mark_spam(by=make_user("other", role="moderator", display_name="Otto"))
    page = client.get(address).content.decode()
    assert "Otto" in page
    assert 'name="act"' not in page
    assert client.post(address, {"act": "approve"}).status_code == 409


def test_an_expired_link_says_so(client, mod, waiting, monkeypatch):
    address = moderation_keys.address(waiting, mod)
    monkeypatch.setattr(moderation_keys, "MAX_AGE", -1)
    response = client.get(address)
    assert response.status_code == 410
    assert "This link has expired" in response.content.decode()
    assert "canary" not in response.content.decode()
    assert client.post(address, {"act": "approve"}).status_code == 410


def test_a_forged_or_borrowed_key_is_not_found(client, mod, waiting):
    other = make_comment(status="pending")
    reader = make_user("reader")
    keys = [
        "x",
        moderation_keys.make(other, mod),
        moderation_keys.make(waiting, reader),
        signing.dumps([waiting.pk, mod.pk, 1], salt="another"),
        signing.dumps("x", salt=moderation_keys.SALT),
    ]
    for key in keys:
        assert client.get(f"/comment/{waiting.pk}/decide/{key}/").status_code == 404
        assert client.post(f"/comment/{waiting.pk}/decide/{key}/", {"act": "approve"}).status_code == 404


def test_a_key_ends_with_the_office(client, mod, waiting):
    address = moderation_keys.address(waiting, mod)
    mod.groups.clear()
    assert client.post(address, {"act": "approve"}).status_code == 404


def test_a_press_without_a_choice_or_from_elsewhere_decides_nothing(client, mod, waiting):
    address = moderation_keys.address(waiting, mod)
    assert client.post(address, {"act": "delete"}).status_code == 400
    elsewhere = client.post(address, {"act": "approve"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    waiting.refresh_from_db()
    assert waiting.status == "pending"


def test_nobody_approves_words_that_they_have_not_seen(client, mod, run_tasks):
    write(client, make_post(), comment="Harmless")
    comment = latest()
    address = moderation_keys.address(comment, mod)
    run_tasks()
    for words in ("Something else", "Something else again"):
        client.post(f"/comment/{comment.pk}/edit/", {"receipt": receipts.make(comment), "comment": words})
        run_tasks()
    response = client.post(address, {"act": "approve"})
    assert response.status_code == 409
    assert "This comment has changed" in response.content.decode()
    assert latest().status == "pending"
    let_pass(minutes=15)
    run_tasks()
    assert len(mail.outbox) == 2, "the latest wording is told once the storm is over"
    link = re.search(r"http://127.0.0.1:8000(/comment/\S+)act=approve", mail.outbox[-1].body)[1]
    assert client.post(link, {"act": "approve"}).status_code == 303
