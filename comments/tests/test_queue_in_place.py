"""What a moderator does without leaving the list, and how the same goes without script."""

import re

import pytest
from django.utils import timezone

from comments.models import AuditEntry, Comment, Decision, Status
from comments.moderation import moderating
from comments.receiving import revise
from comments.spam import Sender
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"
IN_PLACE = {"X-In-Place": "1"}


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_what_is_known_of_a_comment_opens_in_its_row_and_is_a_page_without_script(client, mod):
    post = make_post("About tides")
    make_comment(post, email="noor@example.org", body="Said before, and liked")
    make_comment(post, network="n1", name="Somebody", email="b@example.org", status="spam", body="Cheap watches here")
    comment = make_comment(post, email="noor@example.org", network="n1", status="approved", body="Free money, click")
    comment.hold(by=mod, reason="Why, I wonder.", note="Please say more.")
    inside, page = (client.get(f"{QUEUE}{comment.pk}/about/", headers=headers) for headers in (IN_PLACE, {}))
    for words in ("What the filter finds now", "Same address: 1 approved", "Said before, and liked",
                  "Same network: 1 spam", "Cheap watches here", "approved → pending", "Why, I wonder.",
                  "Please say more.", "Nobody has shown that the address is theirs."):  # fmt: skip
        assert words in text_of(inside)
        assert words in text_of(page)
    assert b"<html" not in inside.content
    assert b"<html" in page.content


def test_a_reply_approves_what_it_answers_and_goes_the_way_of_every_comment(client, mod, run_tasks):
    comment = make_comment(status="pending")
    page = client.get(f"{QUEUE}{comment.pk}/reply/?status=pending")
    assert "Leave a Reply to Ines" in text_of(page)
    answer = client.post(f"{QUEUE}{comment.pk}/reply/?status=pending", {"comment": "Thank *you*."})
    assert (answer.status_code, answer["Location"]) == (302, f"{QUEUE}?status=pending")
    reply = Comment.objects.get(parent=comment)
    assert (reply.account, reply.status, reply.body_html) == (mod, "approved", "<p>Thank <em>you</em>.</p>\n")
    assert reply.decisions.get().reason == "Written by a moderator."
    comment.refresh_from_db()
    assert comment.status == "approved"
    assert "Thank <em>you</em>." in client.get(comment.post.get_absolute_url()).content.decode()


def test_a_refused_reply_keeps_its_words_and_decides_nothing(client, mod):
    comment = make_comment(status="pending")
    make_comment(comment.post, parent=comment, account=mod, name="Mod", email=mod.email, body="Said already.")
    for words, why in [("", "Please type your comment text."), ("Said already.", "Duplicate comment detected")]:
        for headers in (IN_PLACE, {}):
            answer = client.post(f"{QUEUE}{comment.pk}/reply/", {"comment": words}, headers=headers)
            assert answer.status_code == 422
            assert why in text_of(answer)
            assert f"{words}</textarea>" in answer.content.decode()
    comment.refresh_from_db()
    assert comment.status == "pending"
    assert not comment.decisions.exists()


def test_words_are_mended_in_place_and_kept_where_they_are_refused(client, mod):
    comment = make_comment(status="pending", body="teh words")
    address, good = f"{QUEUE}{comment.pk}/words/", {"name": "Noor", "email": "noor@example.org", "url": "", "body": "!"}
    assert "teh words</textarea>" in client.get(address, headers=IN_PLACE).content.decode()
    for field, value in {"name": "", "email": "nobody", "url": "javascript:1", "body": "ü" * 40_000}.items():
        answer = client.post(address, {**good, "body": "Kept words", field: value}, headers=IN_PLACE)
        assert answer.status_code == 422, field
        assert "Kept words</textarea>" in answer.content.decode() or field == "body"
    answer = client.post(address, good | {"body": "*the* words"}, headers=IN_PLACE)
    assert f'id="letter-{comment.pk}"' in answer.content.decode()
    comment.refresh_from_db()
    assert (comment.name, comment.body_html) == ("Noor", "<p><em>the</em> words</p>\n")
    assert client.post(address, good)["Location"] == QUEUE


def test_nobody_mends_over_what_the_writer_has_changed_meanwhile(client, mod):
    comment = make_comment(status="pending", body="First words")
    address = f"{QUEUE}{comment.pk}/words/"
    read = re.search(r'name="read" value="([^"]+)"', client.get(address).content.decode())[1]
    comment.body, comment.edited_at = "Second words", comment.created_at
    comment.save()
    answer = client.post(address, {"name": "N", "email": "n@example.org", "body": "Mended", "read": read})
    assert answer.status_code == 422
    assert "Second words" in text_of(answer) and "Mended" in text_of(answer)
    comment.refresh_from_db()
    assert comment.body == "Second words"


@pytest.mark.parametrize("page", ["words", "change"])
def test_both_forms_write_what_was_changed_and_no_more(client, mod, page):
    comment = make_comment(status="pending", body="First words", email="noor@example.org", confirmed_at=timezone.now())
    address = f"{QUEUE}{comment.pk}/{page}/"
    read = re.search(r'name="read" value="([^"]+)"', client.get(address).content.decode())[1]
    typed = {"name": "Noor", "email": "noor@example.org", "url": "", "body": "First words", "read": read}
    log = {f"decisions-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert client.post(address, typed | log).status_code == 302
    comment.refresh_from_db()
    assert (comment.name, bool(comment.confirmed_at)) == ("Noor", True)
    client.post(address, typed | log | {"email": "typed@example.org"})
    comment.refresh_from_db()
    assert (comment.email, comment.confirmed_at) == ("typed@example.org", None)
    entries = AuditEntry.objects.filter(kind="words", by=mod, about=comment.pk).order_by("pk")
    assert [[name for name, *_ in entry.changes] for entry in entries] == [["name"], ["email"]]
    revise(comment, "Second words", Sender(origin_proven=True))
    answer = client.post(address, typed | log | {"body": "Mended"})
    assert "Second words" in text_of(answer) and "Mended" in text_of(answer)
    assert Comment.objects.get().body == "Second words"


def test_every_column_of_the_log_has_a_heading(client, mod):
    comment = make_comment(status="pending")
    comment.trash(by=mod, reason="Rude, I think.")
    page = client.get(f"{QUEUE}{comment.pk}/change/").content.decode()
    assert "<td>Rude, I think.</td>" in re.sub(r"</?(p|div)[^>]*>", "", page)
    assert not re.search(r"<th[^>]*>\s*</th>", page)


def test_words_that_changed_after_they_were_loaded_are_not_decided_unseen(mod):
    read = make_comment(status="pending", body="Harmless")
    revise(Comment.objects.get(pk=read.pk), "Something else", Sender(origin_proven=True))
    assert moderating.decide([read], "approve", by=mod) == []
    read.approve(by=mod)
    assert read.status == Comment.objects.get().status == "pending"
    assert len(moderating.decide([Comment.objects.get()], "approve", by=mod)) == 1


def test_the_note_that_goes_with_spam_or_trash_is_kept_with_the_decision(client, mod):
    comment = make_comment(status="pending")
    page = client.get(QUEUE).content.decode()
    assert page.count('name="note"') == 1
    for verb, note in {"trash": "Not here, please.", "approve": ""}.items():
        client.post(f"{QUEUE}decide/", {"act": f"{verb}:{comment.pk}", "note": "Not here, please."})
        assert comment.decisions.first().note == note


def test_one_click_tells_the_filter_that_it_was_wrong_and_it_has_learned(client, mod):
    comment = make_comment(status="pending", body="Lovely piece about knitting by the sea")
    comment.mark_spam(rule="reads_like_spam", reason="Reads like spam: its length.")
    page = client.get(QUEUE + "?status=spam").content.decode()
    assert "The filter was wrong: this is good" in page
    client.post(f"{QUEUE}decide/", {"act": f"not-spam:{comment.pk}"})
    comment.refresh_from_db()
    from comments.models import TaughtComment

    assert (comment.status, TaughtComment.objects.get().label) == ("approved", 0)
    assert comment.decisions.first().reason == "The spam filter was wrong."
    assert "The filter was wrong" not in client.get(QUEUE + "?status=approved").content.decode()


def test_the_script_gets_the_changed_rows_and_what_stands_above_them(client, mod):
    comment, other = make_comment(status="pending"), make_comment(status="pending")
    answer = client.post(f"{QUEUE}decide/", {"act": f"spam:{comment.pk}"}, headers=IN_PLACE).content.decode()
    for piece in (f'class="letter is-done" id="letter-{comment.pk}"', 'id="queue-tabs"', 'id="queue-said"',
                  "1 comment: spam.", 'id="queue-last"', f'value="undo:{comment.pk}"'):  # fmt: skip
        assert piece in answer
    assert f"letter-{other.pk}" not in answer
    decision = comment.decisions.first()
    undone = client.post(
        f"{QUEUE}decide/", {"act": f"undo:{comment.pk}", "decision": decision.pk}, headers=IN_PLACE
    ).content.decode()
    assert f'class="letter" id="letter-{comment.pk}"' in undone
    on_all = client.post(f"{QUEUE}decide/?status=all", {"act": f"spam:{comment.pk}"}, headers=IN_PLACE)
    assert f'class="letter" id="letter-{comment.pk}"' in on_all.content.decode()


def test_a_rows_undo_leaves_alone_what_another_has_decided_since(client, mod):
    comment = make_comment(status="pending")
    client.post(f"{QUEUE}decide/", {"act": f"spam:{comment.pk}"})
    decision = comment.decisions.first()
    Comment.objects.get(pk=comment.pk).approve(by=make_user("other", role="moderator"))
    for asked in (decision.pk, "x", "9" * 40):
        client.post(f"{QUEUE}decide/", {"act": f"undo:{comment.pk}", "decision": asked})
        assert Comment.objects.get(pk=comment.pk).status == Status.APPROVED
    assert Decision.objects.count() == 2


@pytest.mark.parametrize("role", ["author", None])
def test_only_moderators_open_them(client, role):
    comment = make_comment(status="pending", body="canary")
    client.force_login(make_user("someone", role=role))
    for name in ("about", "words", "reply"):
        for response in (client.get(f"{QUEUE}{comment.pk}/{name}/"), client.post(f"{QUEUE}{comment.pk}/{name}/")):
            assert response.status_code in {302, 403, 405}
    assert client.get(f"{QUEUE}acts/").status_code in {302, 403}
    assert Comment.objects.get().status == "pending"
