import re

import pytest
from django.core import mail

from comments import receipts
from comments.letters import handing, telling
from comments.models import Comment, CommentRules, Correspondent, Notice
from tests.builders import make_comment, make_post, make_subscription, make_user

from .acts import latest, let_pass, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def flood(client, run_tasks):
    """So many write at the same time, each under another name and from another network."""
    CommentRules.objects.update(disallowed_words="casino")

    def write_many(post, count, words="Is it so, number {}?"):
        for number in range(count):
            who = {"author": f"Robot {number}", "email": f"robot{number}@example.org"}
            client.defaults["REMOTE_ADDR"] = f"10.{number}.0.1"
            assert write(client, post, comment=words.format(number), **who).status_code == 303
        run_tasks()

    return write_many


def test_many_that_wait_are_one_letter_now_and_one_in_a_quarter_of_an_hour(client, flood, run_tasks):
    make_user("mod", role="moderator", display_name="Mona")
    post = make_post("About tides")
    flood(post, 9)
    assert [message.subject for message in mail.outbox] == ['[Broadsheet] Please moderate: "About tides"']
    gone = post.comments.order_by("pk")[5]
    gone.trash(reason="Withdrawn by its author.")
    let_pass(minutes=15)
    run_tasks()
    assert len(mail.outbox) == 2
    letter = mail.outbox[1]
    assert letter.subject == "[Broadsheet] Please moderate: 7 comments"
    assert "8 comments wait." in letter.body
    assert "number 5?" not in letter.body
    html = letter.alternatives[0][0]
    links = set(re.findall(r"http://127.0.0.1:8000(/comment/\d+/decide/[^/]+/)", letter.body))
    assert len(links) == 7 and all(link in html for link in links)
    page = client.get(sorted(links)[0])
    assert page.status_code == 200
    assert client.post(sorted(links)[0], {"act": "approve"}).status_code == 303
    let_pass(minutes=15)
    run_tasks()
    assert len([message for message in mail.outbox if message.to == ["mod@example.org"]]) == 2


def test_what_was_taken_back_counts_too(client, run_tasks):
    CommentRules.objects.update(flood_seconds=0)
    make_user("mod", role="moderator")
    post = make_post()
    make_subscription(post)
    for number in range(3):
        write(client, post, comment=f"Is it so, number {number}?")
        run_tasks()
        comment = latest()
        receipt = {"receipt": receipts.make(comment)}
        assert client.post(f"/comment/{comment.pk}/withdraw/", receipt).status_code == 303
        assert not Comment.objects.exists()
    write(client, post, comment="And so?")
    run_tasks()
    assert [message.to for message in mail.outbox] == [["mod@example.org"]]
    let_pass(minutes=15)
    run_tasks()
    assert len(mail.outbox) == 2 and "And so?" in mail.outbox[1].body
    handing.forget_old()
    assert not Notice.objects.filter(comment=None, handed_at=None).exists()


def test_what_is_taken_back_while_it_is_told_of_is_told_to_nobody(monkeypatch):
    make_user("mod", role="moderator")
    comment, hearers = make_comment(status="pending"), telling.hearers

    def meanwhile(told, rules):
        found = list(hearers(told, rules))
        Comment.objects.filter(pk=told.pk).delete()
        return found

    monkeypatch.setattr(telling, "hearers", meanwhile)
    telling.tell.func(comment.pk)
    assert not Notice.objects.exists()


def test_a_storm_of_spam_is_told_to_nobody(flood):
    make_user("mod", role="moderator")
    flood(make_post(), 9, "casino {}")
    assert mail.outbox == []


def test_what_comes_after_the_storm_is_told_at_once_again(client, flood, run_tasks):
    make_user("mod", role="moderator")
    post = make_post()
    flood(post, 1)
    let_pass(minutes=15)
    client.defaults["REMOTE_ADDR"] = "10.99.0.1"
    write(client, post)
    run_tasks()
    assert len(mail.outbox) == 2


def test_what_was_decided_before_the_letter_needs_no_letter(flood, run_tasks):
    mod = make_user("mod", role="moderator")
    post = make_post()
    flood(post, 3)
    for comment in post.comments.all():
        comment.mark_spam(by=mod)
    let_pass(minutes=15)
    run_tasks()
    assert len(mail.outbox) == 1


def test_an_author_who_moderates_hears_of_what_was_approved_before_the_letter_asked(flood, run_tasks):
    post = make_post(author=make_user("ed", role="editor"))
    mod = make_user("mod", role="moderator")
    flood(post, 2)
    second = post.comments.order_by("pk")[1]
    second.approve(by=mod)
    run_tasks()
    let_pass(minutes=15)
    run_tasks()
    subjects = [message.subject for message in mail.outbox if message.to == ["ed@example.org"]]
    assert len(subjects) == 2
    assert subjects[1].startswith("[Broadsheet] Comment:")


def test_the_author_gets_one_letter_in_a_storm_too(run_tasks):
    mod = make_user("mod", role="moderator")
    post = make_post()
    for _number in range(5):
        make_comment(post, status="pending").approve(by=mod)
    run_tasks()
    assert len(mail.outbox) == 1
    let_pass(minutes=15)
    run_tasks()
    assert len(mail.outbox) == 2
    assert mail.outbox[1].subject == "[Broadsheet] 4 new comments on your posts"


def test_many_reports_are_one_letter_now_and_one_later(client, run_tasks):
    make_user("mod", role="moderator")
    post = make_post()
    comments = [make_comment(post, name=f"Writer {number}") for number in range(5)]
    for comment in comments:
        client.post(f"/comment/{comment.pk}/report/", {"reason": "insult"}, headers={"Sec-Fetch-Site": "same-origin"})
    run_tasks()
    assert len(mail.outbox) == 1
    comments[2].trash(reason="Withdrawn by its author.")
    let_pass(minutes=15)
    run_tasks()
    assert [message.subject for message in mail.outbox[1:]] == ["[Broadsheet] 3 comments were reported"]
    assert "Writer 2" not in mail.outbox[1].body


def test_whoever_follows_at_once_gets_a_few_letters_and_then_one(run_tasks):
    mod = make_user("mod", role="moderator")
    post = make_post()
    make_subscription(post)
    for _number in range(9):
        make_comment(post, status="pending").approve(by=mod)
        run_tasks()
    to_leo = [message for message in mail.outbox if message.to == ["leo@example.org"]]
    assert len(to_leo) == 5
    let_pass(minutes=15)
    run_tasks()
    to_leo = [message for message in mail.outbox if message.to == ["leo@example.org"]]
    assert len(to_leo) == 6
    assert to_leo[-1].subject.startswith("[Broadsheet] 4 new comments")


def test_a_moderator_whose_mail_comes_back_is_left_alone(client, run_tasks):
    make_user("mod", role="moderator")
    Correspondent.of("mod@example.org")
    Correspondent.stop("mod@example.org", "bounced")
    write(client, make_post())
    run_tasks()
    assert mail.outbox == []
