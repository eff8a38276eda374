import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.paper import blocking
from comments import receipts, receiving
from comments.mine import confirming, standing
from comments.models import AskedLetter, Comment, CommentRules, Correspondent
from config import housekeeping
from config.addresses import known_as
from tests.builders import make_comment, make_post, make_user

from .acts import latest, stamp_of_age, why, write
from .test_receipt import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters_ask():
    CommentRules.objects.update(who_may_write="confirmed", first_comment_waits=False)


def link_in(letter) -> str:
    return re.search(r"http://127.0.0.1:8000(/comment/confirm/\S+)", letter.body)[1]


def letters_to(address) -> list:
    return [letter for letter in mail.outbox if letter.to == [address]]


def ask(client, email, **headers):
    return client.post("/comment/mine/", {"email": email}, headers=headers)


def test_a_guest_confirms_and_the_comment_appears(client, run_tasks, letters_ask):
    make_user("mod", role="moderator")
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    run_tasks()
    assert latest().status == "pending"
    assert "not confirmed" in why(latest())
    (letter,) = mail.outbox
    link = link_in(letter)
    page = Client().get(link)
    assert page.content.decode().count(" checked") == 1
    assert "no-store" in page["Cache-Control"]
    assert "What happens in the dark?" in page.content.decode()
    assert latest().confirmed_at is None
    answer = Client().post(link, {"mine": latest().pk})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/comment/mine/")
    assert (latest().status, bool(latest().confirmed_at)) == ("approved", True)
    assert Correspondent.objects.get().confirmed_at
    assert client.get(answer["Location"]).status_code == 200
    run_tasks()
    assert letters_to("author@example.org") and not letters_to("mod@example.org")


def test_who_has_confirmed_edits_without_another_letter(client, run_tasks, letters_ask):
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    run_tasks()
    client.post(link_in(mail.outbox[0]), {"mine": latest().pk})
    words = {"receipt": receipts.make(latest()), "comment": "What happens at night?"}
    answer = client.post(f"/comment/{latest().pk}/edit/", words, headers={"Sec-Fetch-Site": "same-origin"})
    run_tasks()
    assert (answer.status_code, latest().body, latest().status) == (303, "What happens at night?", "approved")
    assert len(letters_to("noor@example.org")) == 1


def test_moderators_hear_of_it_once_it_is_confirmed_and_still_waits(client, run_tasks, letters_ask):
    make_user("mod", role="moderator")
    CommentRules.objects.update(first_comment_waits=True)
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    run_tasks()
    assert not letters_to("mod@example.org")
    client.post(link_in(mail.outbox[0]), {"mine": latest().pk})
    run_tasks()
    assert latest().status == "pending"
    assert len(letters_to("mod@example.org")) == 1


def test_the_letter_holds_nothing_that_a_visitor_typed(client, run_tasks, letters_ask):
    post = make_post("Tides")
    write(
        client, post, author="Cheap Pills", comment="Buy them", url="https://pills.example", stamp=stamp_of_age(post, 9)
    )
    run_tasks()
    (letter,) = mail.outbox
    whole = f"{letter.subject} {letter.body} {letter.alternatives[0][0]}"
    for typed in ("Cheap", "Pills", "Buy", "pills.example", "Tides"):
        assert typed not in whole
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_only_what_was_ticked_is_confirmed(client, run_tasks, letters_ask):
    """Somebody else may have typed the address meanwhile."""
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    run_tasks()
    stranger = make_comment(post, status="pending", email="noor@example.org", body="I am Noor, surely")
    own = Comment.objects.get(body="What happens in the dark?")
    page = client.get(link_in(mail.outbox[0])).content.decode()
    assert "I am Noor, surely" in page
    assert " checked" not in page and "Tick only what you wrote yourself." in page
    client.post(link_in(mail.outbox[0]), {"mine": [own.pk, make_comment(email="x@example.org").pk]})
    assert list(Comment.objects.exclude(confirmed_at=None)) == [own]
    stranger.refresh_from_db()
    assert stranger.status == "pending"


def test_what_a_person_held_or_the_trap_caught_is_not_judged_again(client, run_tasks, letters_ask):
    make_comment(status="approved", email="noor@example.org").hold(by=make_user("mod", role="moderator"))
    write(client, make_post(), subject="filled", stamp="")
    confirming.ask("noor@example.org", network="")
    run_tasks()
    client.post(link_in(mail.outbox[0]), {"mine": list(Comment.objects.values_list("pk", flat=True))})
    assert {comment.status for comment in Comment.objects.all()} == {"pending"}


@pytest.mark.parametrize("by_person", [True, False])
def test_an_appeal_is_for_a_person_whatever_its_writer_does_next(client, letters_ask, by_person):
    """Not published by an edit, which the machine would let wait for a letter, and the answer to that letter."""
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    comment = latest()
    comment.trash(by=make_user("mod", role="moderator") if by_person else None)
    client.post(f"{standing.address_of(comment)}appeal/", {"words": "Please look again."})
    change(client, comment, "Quite harmless words about the sea.")
    assert (latest().status, latest().decisions.first().rule) == ("pending", "appeal")
    receiving.prove(latest())
    assert (latest().status, bool(latest().confirmed_at)) == ("pending", True)
    CommentRules.objects.update(disallowed_words="casino")
    change(client, comment, "casino")
    assert (latest().status, latest().decisions.first().rule) == ("pending", "appeal")


def test_what_a_person_held_is_not_published_by_an_edit_and_a_letter(client, letters_ask):
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    comment = latest()
    moderator = make_user("mod", role="moderator")
    comment.approve(by=moderator)
    comment.hold(by=moderator)
    change(client, comment, "Quite harmless words about the sea.")
    receiving.prove(latest())
    assert latest().status == "pending"


def test_one_letter_a_day_to_one_address(client, run_tasks, letters_ask):
    post = make_post()
    for number in range(3):
        CommentRules.objects.update(flood_seconds=0)
        write(client, post, comment=f"Thought {number}", stamp=stamp_of_age(post, 60))
    for _ in range(3):
        assert ask(client, "noor@example.org").status_code == 303
    run_tasks()
    assert len(mail.outbox) == 1
    Correspondent.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    ask(client, "noor@example.org")
    run_tasks()
    assert len(mail.outbox) == 2


def test_a_letter_that_was_answered_keeps_nobody_from_their_page(client, run_tasks, letters_ask):
    write(client, make_post())
    confirming.ask("noor@example.org", network="")
    run_tasks()
    client.post(link_in(mail.outbox[0]), {"mine": latest().pk})
    for _ in range(3):
        ask(client, "noor@example.org")
    run_tasks()
    assert len(letters_to("noor@example.org")) == 2


def test_one_inbox_is_not_filled_by_its_tags(client, run_tasks):
    for number in range(6):
        confirming.ask(f"noor+{number}@example.org", network="")
    run_tasks()
    assert len(mail.outbox) == 3


def test_one_network_asks_for_so_many_letters_known_or_not(client, run_tasks):
    make_comment(email="known@example.org")
    for _ in range(confirming.BY_NETWORK):
        assert ask(client, "unknown@example.org").status_code == 303
    answer = ask(client, "known@example.org")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 60
    assert "known@example.org" in answer.content.decode()
    run_tasks()
    assert mail.outbox == []


def test_only_letters_that_were_sent_use_up_those_of_the_day(client, run_tasks, monkeypatch):
    monkeypatch.setattr(confirming, "BY_SITE", 2)
    make_comment(email="known@example.org")
    for _ in range(3):
        assert ask(client, "unknown@example.org").status_code == 303
    for name in ("known", "other"):
        confirming.ask(f"{name}@example.org", network="")
    assert ask(client, "unknown@example.org").status_code == 429
    run_tasks()
    assert len(mail.outbox) == 2


def test_nobody_learns_whether_an_address_is_known(client, run_tasks):
    make_comment(email="known@example.org")
    answers = [ask(client, email) for email in ("known@example.org", "unknown@example.org")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert client.get(answers[0]["Location"]).status_code == 200
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["known@example.org"]]
    assert not Correspondent.objects.filter(email="unknown@example.org").exists()


def test_the_same_is_done_for_every_address_while_somebody_waits(client, run_tasks):
    make_comment(email="known@example.org")
    taken = []
    for email in ("warm@example.org", "unknown@example.org", "known@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(client, email)
        taken.append(len(queries))
    assert taken[1] == taken[2]
    run_tasks()
    assert not AskedLetter.objects.exclude(email="").exists()


@pytest.mark.parametrize("stopped", ["bounced", "complained", "reader", "blocked"])
def test_where_mail_must_stop_none_goes(run_tasks, stopped):
    person = Correspondent.of("noor@example.org")
    if stopped == "blocked":
        blocking.block(known_as(person.email))
    else:
        Correspondent.objects.update(stopped=stopped)
    confirming.ask(person.email, network="")
    run_tasks()
    assert mail.outbox == []


def test_who_wants_no_more_mail_still_reaches_their_page(run_tasks):
    Correspondent.objects.create(email="noor@example.org", stopped="reader")
    confirming.ask("noor@example.org", network="", is_for_page=True)
    run_tasks()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("key", ["forged", "a:b:c", "MQ:1xUZwK:AAAA", "é" * 900])
def test_a_forged_link_is_none(client, key):
    assert client.get(f"/comment/confirm/{key}/").status_code == 404
    assert client.post(f"/comment/confirm/{key}/").status_code == 404
    assert client.get(f"/comment/mine/{key}/").status_code == 410


def test_links_run_out_and_cannot_be_pressed_from_elsewhere(client, run_tasks, monkeypatch):
    confirming.ask("noor@example.org", network="")
    run_tasks()
    link = link_in(mail.outbox[0])
    assert client.post(link, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Correspondent.objects.get().confirmed_at is None
    monkeypatch.setattr(confirming, "LINK_LASTS", timedelta(seconds=-1))
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_a_wrong_address_is_said_at_its_field(client):
    answer = ask(client, "half an address")
    assert answer.status_code == 422
    assert "Please enter a valid email address." in answer.content.decode()
    assert ask(client, "noor@example.org", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_whoever_may_follow_with_a_long_address_may_ask_for_what_is_theirs(client):
    address = f"{'a' * 60}@{'b' * 50}.example"
    assert ask(client, address).status_code == 303


def test_addresses_that_never_answer_are_forgotten():
    now = timezone.now()
    for name, days in (("old", 8), ("new", 6)):
        ago = now - timedelta(days=days)
        Correspondent.objects.create(email=f"{name}@example.org", created_at=ago, asked_at=ago)
    Correspondent.objects.create(email="kept@example.org", created_at=now - timedelta(days=90), confirmed_at=now)
    Correspondent.objects.create(email="stop@example.org", created_at=now - timedelta(days=90), stopped="bounced")
    assert confirming.forget_old in housekeeping.chores
    housekeeping.run.func()
    assert set(Correspondent.objects.values_list("email", flat=True)) == {
        "new@example.org", "kept@example.org", "stop@example.org",
    }  # fmt: skip
