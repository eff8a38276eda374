"""Deleting for good: asked first, only from spam and trash, never what came meanwhile."""

import re

import pytest

from comments.models import AuditEntry, Comment, RemovedComment
from comments.moderation import emptying
from tests.builders import make_comment, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


def fields_of(page) -> dict:
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def test_what_was_selected_goes_after_a_question_and_its_address_says_so(client, mod):
    spam, other = make_comment(status="spam"), make_comment(status="spam")
    chosen = {"action": "delete", "_selected_action": [spam.pk], "index": 0}
    page = client.post(f"{QUEUE}?status=spam", chosen)
    assert "This cannot be undone" in page.content.decode()
    assert Comment.objects.count() == 2
    client.post(f"{QUEUE}?status=spam", fields_of(page))
    assert list(Comment.objects.all()) == [other]
    assert RemovedComment.objects.get().comment_id == spam.pk
    assert client.get(f"/comment/{spam.pk}/").status_code == 410


def test_what_was_taken_out_of_spam_meanwhile_stays(client, mod):
    spam = make_comment(status="spam")
    page = client.post(f"{QUEUE}?status=spam", {"action": "delete", "_selected_action": [spam.pk], "index": 0})
    spam.approve(by=make_user("other", role="moderator"))
    client.post(f"{QUEUE}?status=spam", fields_of(page))
    assert Comment.objects.get() == spam


@pytest.mark.parametrize("status", ["spam", "trash"])
def test_emptying_leaves_what_came_or_was_decided_since_the_page(client, mod, status):
    shown = make_comment(status=status)
    touched = make_comment(status=status)
    page = client.get(f"{QUEUE}?status={status}").content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)[1]
    arrived = make_comment(status=status)
    moved = make_comment(status="approved")
    moved.decide(status)
    touched.approve(by=mod)
    touched.decide(status)
    address = f"{QUEUE}empty/{status}/"
    asked = client.post(address, {"mark": mark})
    assert "Comments that would go: 1." in asked.content.decode()
    assert Comment.objects.count() == 4
    client.post(address, fields_of(asked))
    assert set(Comment.objects.all()) == {touched, arrived, moved}
    assert RemovedComment.objects.get().comment_id == shown.pk


def test_a_long_list_is_emptied_by_the_worker(client, mod, run_tasks, monkeypatch):
    monkeypatch.setattr(emptying, "AT_ONCE", 2)
    for _ in range(5):
        make_comment(status="spam")
    mark = str(emptying.Mark.now())
    client.post(f"{QUEUE}empty/spam/", {"mark": mark, "sure": 1})
    late = make_comment(status="spam")
    assert Comment.objects.count() == 4
    run_tasks()
    assert Comment.objects.get() == late
    entries = AuditEntry.objects.filter(kind="deleted", by=mod).values_list("changes", flat=True)
    assert [changes[0][1] for changes in entries] == ["1", "2", "2"]


def test_one_that_was_rescued_meanwhile_does_not_keep_the_others(client, mod, run_tasks, monkeypatch):
    monkeypatch.setattr(emptying, "AT_ONCE", 2)
    rescued, *_others = [make_comment(status="spam") for _ in range(5)]
    known = emptying.known

    def chosen(*args):
        found = known(*args)
        return found if rescued.status == "approved" else rescued_now(found)

    def rescued_now(found):
        ids = list(found.values_list("pk", flat=True)[:2])
        rescued.approve(by=mod)
        return Comment.objects.filter(pk__in=ids)

    monkeypatch.setattr(emptying, "known", chosen)
    emptying.empty("spam", emptying.Mark.now(), by=mod)
    run_tasks()
    assert Comment.objects.get() == rescued


def test_nothing_else_can_be_deleted_or_emptied(client, mod):
    comment = make_comment(status="approved")
    mark = str(emptying.Mark.now())
    assert client.post(f"{QUEUE}empty/approved/", {"mark": mark, "sure": 1}).status_code == 403
    for odd in ("", "1", "1-x", "x-1", "1-2-3"):
        assert client.post(f"{QUEUE}empty/spam/", {"mark": odd, "sure": 1}).status_code == 400
    client.post(QUEUE + "?status=all", {"action": "delete", "_selected_action": [comment.pk], "index": 0, "sure": 1})
    assert client.post(f"{QUEUE}{comment.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Comment.objects.get() == comment
    comment.trash()
    assert client.post(f"{QUEUE}{comment.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Comment.objects.exists()
