import pytest
from django.core import mail

from comments.models import CommentRules
from tests.builders import make_comment, make_post, make_user

from .acts import latest, let_pass, make_known_member, stamp_of_age, write
from .test_receipt import change

pytestmark = pytest.mark.django_db


def recipients() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def test_every_moderator_is_asked_about_what_waits(client, run_tasks):
    for username in ("mod", "mona"):
        make_user(username, role="moderator")
    make_user("root", is_staff=True, is_superuser=True)
    make_user("gone", role="moderator", is_active=False)
    make_user("unconfirmed", role="moderator", confirmed=False)
    make_user("former", role="moderator").groups.clear()
    make_user("writer", role="author")
    post = make_post("About tides")
    write(client, post, comment="A <b>bold</b> question & more", url="https://noor.example")
    run_tasks()
    assert recipients() == ["mod@example.org", "mona@example.org", "root@example.org"]
    message = mail.outbox[0]
    assert message.subject == '[Broadsheet] Please moderate: "About tides"'
    for words in ("A <b>bold</b> question & more", "Noor", "noor@example.org", "https://noor.example", "No opening"):
        assert words in message.body
    html = message.alternatives[0][0]
    assert "A &lt;b&gt;bold&lt;/b&gt; question &amp; more" in html
    for act in ("approve", "spam", "trash"):
        assert f"?act={act}" in message.body
        assert f"?act={act}" in html


def test_nothing_typed_stands_in_the_head_of_a_mail(client, run_tasks):
    make_user("mod", role="moderator")
    write(client, make_post("Tides\r\nBcc: all@example.org"), author="Noor\r\nBcc: you@example.org")
    run_tasks()
    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert "Noor" not in " ".join(str(value) for value in message.values())
    assert recipients() == ["mod@example.org"]


def test_spam_is_told_to_nobody(client, run_tasks):
    CommentRules.objects.update(disallowed_words="casino")
    make_user("mod", role="moderator")
    write(client, make_post(), comment="casino")
    run_tasks()
    assert mail.outbox == []


def test_the_author_hears_when_a_comment_appears_and_not_before(client, run_tasks):
    post = make_post("About tides")
    write(client, post)
    run_tasks()
    assert mail.outbox == []
    latest().approve(by=make_user("mod", role="moderator"))
    run_tasks()
    assert recipients() == ["author@example.org"]
    assert mail.outbox[0].subject == '[Broadsheet] Comment: "About tides"'
    assert f"http://127.0.0.1:8000/comment/{latest().pk}/" in mail.outbox[0].body


def test_the_author_hears_of_what_appears_at_once(client, run_tasks):
    client.force_login(make_known_member())
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    run_tasks()
    assert recipients() == ["author@example.org"]


def test_the_author_hears_nothing_of_own_comments_and_decisions(client, run_tasks):
    editor = make_user("ed", role="editor")
    post = make_post(author=editor)
    client.force_login(editor)
    write(client, post)
    make_comment(post, status="pending").approve(by=editor)
    run_tasks()
    assert mail.outbox == []


def test_an_author_who_moderates_gets_one_mail_and_not_two(client, run_tasks):
    post = make_post(author=make_user("ed", role="editor"))
    write(client, post)
    run_tasks()
    latest().approve(by=make_user("mod", role="moderator"))
    run_tasks()
    assert recipients() == ["ed@example.org"]


def test_a_comment_that_comes_and_goes_is_announced_once(run_tasks):
    mod = make_user("mod", role="moderator")
    comment = make_comment(status="pending")
    for verb in (comment.approve, comment.trash, comment.approve):
        verb(by=mod)
        run_tasks()
    assert recipients() == ["author@example.org"]


def test_an_edit_that_waits_asks_again(client, run_tasks):
    make_user("mod", role="moderator")
    client.force_login(make_known_member())
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    run_tasks()
    mail.outbox.clear()
    change(client, latest(), "http://a.example http://b.example")
    run_tasks()
    assert recipients() == ["mod@example.org"]


def test_an_import_tells_nobody(run_tasks):
    make_user("mod", role="moderator")
    comment = make_comment(status="pending")
    comment.approve(reason="Imported.")
    run_tasks()
    assert mail.outbox == []


def test_mails_can_be_switched_off(client, run_tasks):
    CommentRules.objects.update(notify_author=False, notify_moderators=False)
    mod = make_user("mod", role="moderator")
    write(client, make_post())
    latest().approve(by=mod)
    run_tasks()
    assert mail.outbox == []


def test_endless_edits_are_no_endless_mail(client, run_tasks):
    make_user("mod", role="moderator")
    write(client, make_post())
    for number in range(9):
        run_tasks()
        change(client, latest(), f"Wording {number}")
    run_tasks()
    assert len(mail.outbox) == 1
    let_pass(minutes=15)
    run_tasks()
    assert len(mail.outbox) == 2
    assert "Wording 8" in mail.outbox[1].body
