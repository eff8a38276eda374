import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from comments.letters import handing, writing
from comments.letters.telling import tell
from comments.mine import erasing
from comments.models import Comment, CommentRules, Correspondent, Notice, subscription
from config import housekeeping
from config.models import OutgoingMail
from tests.builders import make_comment, make_post, make_subscription, make_user

from .acts import backdate, latest, let_pass, make_known_member, stamp_of_age, write
from .letters import html_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mod():
    return make_user("mod", role="moderator")


def to(address="leo@example.org") -> list:
    return [message for message in mail.outbox if message.to == [address]]


def answered(post, *, follower="leo@example.org", **fields):
    """A comment whose writer wants to hear of replies, and one that waits below it."""
    own = make_comment(post, name="Leo", email=follower, confirmed_at=timezone.now())
    make_subscription(post, follower, comment=own)
    return make_comment(post, parent=own, status="pending", **fields)


def test_an_answer_is_told_when_it_is_approved_and_not_before(client, mod, run_tasks):
    reply = answered(make_post("About tides"), name="Noor", body="It **does** rise & fall")
    run_tasks()
    assert to() == []
    reply.approve(by=mod)
    run_tasks()
    (letter,) = to()
    assert letter.subject == '[Broadsheet] An answer to your comment: "About tides"'
    for words in ("Noor answers your comment", "It **does** rise & fall", f"/comment/{reply.pk}/"):
        assert words in letter.body
    html = letter.alternatives[0][0]
    assert "<strong>does</strong> rise &amp; fall" in html
    assert f"http://127.0.0.1:8000/comment/{reply.pk}/" in html


def test_an_answer_that_appears_at_once_is_told_at_once(client, run_tasks):
    post = make_post()
    own = answered(post).parent
    client.force_login(make_known_member())
    write(client, post, stamp=stamp_of_age(post, 60), comment_parent=own.pk)
    run_tasks()
    assert len(to()) == 1


@pytest.mark.parametrize("verb", ["trash", "mark_spam", "hold"])
def test_what_is_taken_back_before_the_letter_has_left_is_not_told(mod, postman, run_tasks, verb):
    reply = answered(make_post())
    postman.message = "451 not now"
    reply.approve(by=mod)
    run_tasks()
    assert OutgoingMail.objects.waiting().exists(), "it could not leave yet"
    getattr(reply, verb)(by=mod)
    postman.message = "250 OK"
    OutgoingMail.objects.update(next_try_at=timezone.now())
    let_pass(minutes=2)
    run_tasks()
    assert postman.letters_to("leo@example.org") == []
    assert {row.state for row in OutgoingMail.objects.all()} == {"dropped"}
    reply.approve(by=mod)
    run_tasks()
    assert len(postman.letters_to("leo@example.org")) == 1, "now it is true"


def test_what_is_approved_again_is_told_once(mod, run_tasks):
    reply = answered(make_post())
    for verb in (reply.approve, reply.trash, reply.approve):
        verb(by=mod)
        run_tasks()
    assert len(to()) == 1


def test_an_undone_removal_tells_what_nobody_had_heard_of(mod, run_tasks):
    reply = answered(make_post())
    reply.mark_spam(by=mod)
    reply.approve(by=mod)
    run_tasks()
    assert len(to()) == 1


def test_whoever_follows_the_post_hears_of_everything_and_whoever_follows_answers_of_those(mod, run_tasks):
    post = make_post()
    make_subscription(post, "all@example.org")
    make_subscription(make_post(), "elsewhere@example.org")
    reply = answered(post)
    make_comment(post, status="pending").approve(by=mod)
    run_tasks()
    assert [len(to(f"{who}@example.org")) for who in ("all", "leo", "elsewhere")] == [1, 0, 0]
    reply.approve(by=mod)
    run_tasks()
    assert [len(to(f"{who}@example.org")) for who in ("all", "leo", "elsewhere")] == [2, 1, 0]


def test_answers_to_a_later_comment_of_theirs_in_the_thread_are_told_too(mod, run_tasks):
    post = make_post()
    first = answered(post)
    first.approve(by=mod)
    run_tasks()
    again = make_comment(post, parent=first, name="Leo", email="leo@example.org")
    make_comment(post, parent=again, status="pending").approve(by=mod)
    make_comment(post, parent=first, status="pending", email="ada@example.org").approve(by=mod)
    run_tasks()
    assert len(to()) == 2


def test_a_name_that_is_called_in_the_thread_is_told_if_it_follows(mod, run_tasks):
    post = make_post()
    reply = answered(post)
    make_comment(post, parent=reply.parent, name="Ada", email="ada@example.org")
    make_subscription(post, "ada@example.org", comment=make_comment(post, name="Ada", email="ada@example.org"))
    make_comment(post, parent=reply.parent, name="Ida", email="ida@example.org")
    calls = {
        "@leo, is it so?": 1,
        "`@Leo` is code": 0,
        "> @Leo was quoted": 0,
        "mail leo@leo.example or @Leonie": 0,
        "@Ida does not follow": 0,
    }
    for words, _times in calls.items():
        other = make_comment(post, parent=make_comment(post, parent=reply.parent), status="pending", body=words)
        other.approve(by=mod)
    run_tasks()
    assert len(to()) == sum(calls.values())
    assert "mentions you" in to()[0].body
    assert to("ida@example.org") == []
    elsewhere = make_comment(post, status="pending", body="@Leo, in another thread")
    elsewhere.approve(by=mod)
    run_tasks()
    assert len(to()) == 1


def test_nobody_hears_of_their_own_words(client, mod, run_tasks):
    post = make_post()
    own = answered(post, follower="maria@example.org").parent
    make_subscription(post, "maria@example.org")
    client.force_login(make_known_member("maria"))
    write(client, post, stamp=stamp_of_age(post, 60), comment_parent=own.pk)
    run_tasks()
    assert latest().is_approved
    assert to("maria@example.org") == []


def test_an_author_who_moderates_and_follows_gets_one_letter(run_tasks, client):
    editor = make_user("ed", role="editor")
    post = make_post(author=editor)
    make_subscription(post, "ed@example.org")
    own = make_comment(post, account=editor, name="Ed", email="ed@example.org")
    make_subscription(post, "ed@example.org", comment=own)
    write(client, post, comment="@Ed, when?", comment_parent=own.pk)
    run_tasks()
    latest().approve(by=make_user("mod", role="moderator"))
    run_tasks()
    assert len(to("ed@example.org")) == 1


def test_several_reasons_are_one_letter_with_the_nearest(mod, run_tasks):
    post = make_post()
    reply = answered(post, body="@Leo, yes")
    make_subscription(post)
    reply.approve(by=mod)
    run_tasks()
    (letter,) = to()
    assert "answers your comment" in letter.body


def test_a_digest_is_one_letter_at_its_hour(mod, run_tasks, monkeypatch):
    monkeypatch.setattr(subscription, "MORNING", (timezone.localtime().hour + 6) % 24)
    tides, storms = make_post("Tides"), make_post("Storms")
    make_subscription(tides, how_often="hourly")
    make_subscription(storms, how_often="hourly")
    make_subscription(tides, "daily@example.org", how_often="daily")
    comments = [make_comment(post, status="pending", name=f"N{n}") for n, post in enumerate([tides, tides, storms])]
    for comment in comments:
        comment.approve(by=mod)
    run_tasks()
    housekeeping.run.func()
    run_tasks()
    assert to() == []
    comments[1].trash(by=mod)
    let_pass(hours=1)
    for _time in range(2):
        housekeeping.run.func()
        run_tasks()
    (letter,) = to()
    assert letter.subject == "[Broadsheet] 2 new comments"
    assert [name in letter.body for name in ("N0", "N1", "N2", "Tides", "Storms")] == [True, False, True, True, True]
    assert to("daily@example.org") == []
    let_pass(days=1)
    housekeeping.run.func()
    run_tasks()
    assert len(to("daily@example.org")) == 1
    assert len(to()) == 1


def test_a_letter_survives_a_kill_at_any_moment_and_leaves_once(mod, run_tasks, monkeypatch):
    reply = answered(make_post())
    reply.approve(by=mod)
    owe = handing.mail.owe

    def killed(*args, **values):
        owe(*args, **values)
        raise KeyboardInterrupt

    monkeypatch.setattr(handing.mail, "owe", killed)
    with pytest.raises(KeyboardInterrupt):
        tell.func(reply.pk)
    monkeypatch.setattr(handing.mail, "owe", owe)
    assert not OutgoingMail.objects.exists(), "the letter and the note of it are one"
    for _time in range(2):
        tell.func(reply.pk)
        housekeeping.run.func()
        run_tasks()
    assert len(to()) == 1


def test_what_was_ended_or_stopped_meanwhile_is_not_sent(mod, run_tasks):
    post = make_post()
    ended, stopped = make_subscription(post, "ended@example.org"), make_subscription(post, "stopped@example.org")
    comment = make_comment(post, status="pending")
    comment.approve(by=mod)
    tell.func(comment.pk)
    ended.delete()
    Correspondent.stop(stopped.correspondent.email, "bounced")
    run_tasks()
    assert {message.to[0] for message in mail.outbox} == {"author@example.org"}


def test_a_post_that_is_hidden_meanwhile_is_not_told_of(mod, run_tasks):
    post = make_post()
    make_subscription(post)
    make_comment(post, status="pending").approve(by=mod)
    post.published_at = None
    post.save()
    run_tasks()
    assert to() == []


def test_old_news_and_what_is_switched_off_are_told_to_nobody(mod, run_tasks):
    post = make_post()
    make_subscription(post)
    old = make_comment(post, status="pending")
    backdate(old, days=91)
    Comment.objects.get(pk=old.pk).approve(by=mod)
    CommentRules.objects.update(offer_subscriptions=False)
    make_comment(post, status="pending").approve(by=mod)
    run_tasks()
    assert to() == []


def test_writers_who_asked_hear_that_theirs_was_published(mod, run_tasks):
    post = make_post("About tides")
    own = make_comment(post, status="pending", email="leo@example.org")
    make_subscription(post, comment=own)
    own.approve(by=mod)
    run_tasks()
    (letter,) = to()
    assert letter.subject == '[Broadsheet] Your comment was published: "About tides"'
    assert f"/comment/{own.pk}/" in letter.body


@pytest.mark.parametrize(
    ("verb", "note", "said"),
    [("trash", "Please be kind.", "Because: Please be kind."), ("mark_spam", "", "It was taken for advertising.")],
)
def test_writers_who_asked_hear_that_theirs_was_removed_and_why(client, mod, run_tasks, verb, note, said):
    post = make_post()
    own = make_comment(post, email="leo@example.org", confirmed_at=timezone.now())
    make_subscription(post)
    getattr(own, verb)(by=mod, note=note, reason="A sentence for moderators.")
    run_tasks()
    (letter,) = to()
    assert "was removed by a moderator" in letter.body
    assert said in letter.body and said in letter.alternatives[0][0]
    assert "A sentence for moderators." not in letter.body
    status = re.search(rf"http://127.0.0.1:8000(/comment/{own.pk}/status/\S+)", letter.body)[1]
    assert "again" in client.get(status).content.decode(), "they may answer"


def test_writers_hear_nothing_of_what_the_machine_or_they_did_or_was_undone(mod, run_tasks):
    post = make_post()
    own = make_comment(post, email="leo@example.org", confirmed_at=timezone.now())
    make_subscription(post, comment=own)
    own.mark_spam(reason="Reads like spam.")
    own.approve(reason="Judged again.")
    own.trash(by=mod)
    own.decisions.first().undo(by=mod)
    own.trash(reason="Withdrawn by its author.")
    run_tasks()
    assert to() == []


def test_writers_who_did_not_ask_or_did_not_prove_the_address_hear_nothing(mod, run_tasks):
    post = make_post()
    make_comment(post, status="pending", email="noor@example.org").approve(by=mod)
    run_tasks()
    make_subscription(post)
    make_comment(post, status="pending", name="Mallory", email="leo@example.org").approve(by=mod)
    CommentRules.objects.update(tell_writers=False)
    run_tasks()
    own = make_comment(post, status="pending", email="leo@example.org", confirmed_at=timezone.now())
    own.approve(by=mod)
    run_tasks()
    assert to("noor@example.org") == []
    assert to() == []


def test_letters_arrive_whole_in_both_parts(mod, postman, run_tasks):
    reply = answered(
        make_post("Über 潮"), name="Noor ‮<b>", body="Line one\n\n[a link](https://a.example) 🌊\n\n.\n\nlast"
    )
    reply.approve(by=mod)
    run_tasks()
    (letter,) = postman.letters_to("leo@example.org")
    text, html = words_of(letter), html_of(letter)
    assert "Über 潮" in letter["Subject"]
    for words in ("Line one", "🌊", "last", "https://a.example"):
        assert words in text and words in html
    assert "\n.\n" in text
    assert "<b>" not in html.partition("Noor")[2][:80].replace("<bdi>", "")
    assert "Noor" not in letter["Subject"]


def test_a_long_comment_is_cut_in_the_letter_and_a_full_digest_says_how_many_more(mod, run_tasks, monkeypatch):
    monkeypatch.setattr(writing, "MOST_LISTED", 5)
    post = make_post()
    make_subscription(post, how_often="hourly")
    for number in range(8):
        make_comment(post, status="pending", body=f"Number {number} " + "word " * 60).approve(by=mod)
    run_tasks()
    let_pass(hours=1)
    housekeeping.run.func()
    run_tasks()
    (letter,) = to()
    assert "And 3 more." in letter.body
    assert len(letter.alternatives[0][0]) < 60_000
    make_subscription(post, "ada@example.org")
    make_comment(post, status="pending", body="word " * 6_000).approve(by=mod)
    run_tasks()
    assert len(to("ada@example.org")[0].alternatives[0][0]) < 30_000


def test_the_writer_of_an_old_comment_hears_of_what_is_decided_today(mod, run_tasks):
    post = make_post()
    own = make_comment(post, email="leo@example.org", confirmed_at=timezone.now())
    make_subscription(post)
    make_subscription(post, "all@example.org")
    backdate(own, days=91)
    own = Comment.objects.get(pk=own.pk)
    own.trash(by=mod)
    run_tasks()
    own.approve(by=mod)
    run_tasks()
    assert len(to()) == 2
    assert to("all@example.org") == [], "old news"


@pytest.mark.parametrize("rule", ["disowned", "campaign"])
def test_moderators_hear_again_of_what_comes_back_into_the_queue(mod, run_tasks, rule):
    comment = make_comment(status="pending", confirmed_at=None)
    tell.func(comment.pk)
    run_tasks()
    comment.approve(by=mod)
    let_pass(hours=1)
    if rule == "disowned":
        erasing.disown(comment)
    else:
        comment.hold(rule="campaign")
        tell.func(comment.pk)
    run_tasks()
    assert len(to("mod@example.org")) == 2


def test_who_was_told_is_forgotten_after_a_season():
    comment = make_comment()
    person = Correspondent.of("leo@example.org")
    season_ago = timezone.now() - timedelta(days=91)
    Notice.objects.create(correspondent=person, comment=comment, why="follows", created_at=season_ago)
    handing.forget_old()
    assert not Notice.objects.exists()
