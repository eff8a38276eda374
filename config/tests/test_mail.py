from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import mail
from config.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_a_mail_reaches_a_real_server_with_its_parts_and_attachments(postman, run_tasks):
    message = EmailMultiAlternatives("Tides 🌊", "plain", to=["ines@example.org"], cc=["leo@example.org"])
    message.attach_alternative("<p>rich</p>", "text/html")
    message.attach("tides.pdf", b"%PDF\x00\xff", "application/pdf")
    message.attach("note.txt", "é", "text/plain")
    message.send()
    assert postman.received == []  # nothing waits for a mail server
    run_tasks()
    (received,) = postman.received
    contents = {part.get_content_type(): part.get_payload(decode=True) for part in received.walk()}
    assert contents["application/pdf"] == b"%PDF\x00\xff"
    assert contents["text/html"].strip() == b"<p>rich</p>"
    row = OutgoingMail.objects.get()
    assert (row.state, row.payload, row.recipients) == ("sent", {}, ["ines@example.org", "leo@example.org"])


def test_a_long_address_in_a_header_arrives_as_it_is(postman, run_tasks):
    address = f"<https://example.org/{'a' * 200}>"
    EmailMessage("Hello", "words", to=["ines@example.org"], headers={"List-Unsubscribe": address}).send()
    run_tasks()
    assert address.encode() in postman.raw[0]


@pytest.mark.parametrize("trouble", ["busy", "greylisted", "hangs up", "away"])
def test_a_server_in_trouble_is_tried_again_later_with_the_same_message_id(postman, run_tasks, trouble):
    EmailMessage("Hello", "words", to=["ines@example.org"]).send()
    identity = OutgoingMail.objects.get().payload["headers"]["Message-ID"]
    begin(trouble, postman)
    run_tasks()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.last_error
    assert row.next_try_at > timezone.now()
    run_tasks()
    assert OutgoingMail.objects.get().attempts == 1  # not before its time

    end(trouble, postman)
    let_time_pass()
    run_tasks()
    assert OutgoingMail.objects.get().state == "sent"
    assert [received["Message-ID"] for received in postman.received] == [identity]


def test_pauses_grow_and_a_mail_that_never_leaves_is_given_up_with_a_record(postman, run_tasks, caplog):
    EmailMessage("Hello", "words", to=["ines@example.org"]).send()
    postman.message = "451 not now"
    pauses = []
    while OutgoingMail.objects.get().state == "waiting":
        run_tasks()
        row = OutgoingMail.objects.get()
        pauses.append(row.next_try_at and row.next_try_at - timezone.now())
        let_time_pass()
    assert pauses[-1] is None
    assert pauses[:-1] == sorted(pauses[:-1])
    assert sum(pauses[:-1], timedelta()) > timedelta(hours=24)
    assert OutgoingMail.objects.given_up().count() == 1
    assert "451" in OutgoingMail.objects.get().last_error


@pytest.mark.parametrize("field", ["recipient", "message"])
def test_a_refusal_for_good_is_not_repeated(postman, run_tasks, field):
    EmailMessage("Hello", "words", to=["nobody@example.org"]).send()
    setattr(postman, field, "550 no such mailbox")
    run_tasks()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("given up", 1)
    assert "550" in row.last_error


def test_a_mail_that_cannot_be_built_is_given_up_at_once(run_tasks):
    EmailMessage("Hello", "words", to=["ines@example.org"], headers={"X-Odd": "a\nb"}).send()
    run_tasks()
    assert OutgoingMail.objects.get().state == "given up"


def test_a_database_that_is_locked_while_a_mail_is_written_is_no_reason_to_give_it_up(run_tasks, monkeypatch):
    def write(_about):
        raise OperationalError("database is locked")

    monkeypatch.setitem(mail.writers, "test", write)
    mail.owe("test", "ines@example.org", {}, subject="Hello", key="one")
    run_tasks()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("waiting", 1)


def test_staff_can_send_a_given_up_mail_again(postman, run_tasks):
    EmailMessage("Hello", "words", to=["ines@example.org"]).send()
    postman.recipient = "550 no"
    run_tasks()
    postman.recipient = "250 OK"
    assert mail.try_again(OutgoingMail.objects.get())
    run_tasks()
    assert len(postman.received) == 1
    assert not mail.try_again(OutgoingMail.objects.get())


def test_a_mail_in_the_hands_of_a_worker_is_not_sent_by_a_second_one(run_tasks):
    EmailMessage("Hello", "words", to=["ines@example.org"]).send()
    OutgoingMail.objects.update(next_try_at=timezone.now() + mail.CLAIM, attempts=1)
    run_tasks()
    assert django_mail.outbox == []


def test_a_mail_whose_worker_was_killed_while_sending_is_sent_once_the_claim_has_run_out(run_tasks):
    EmailMessage("Hello", "words", to=["ines@example.org"]).send()
    OutgoingMail.objects.update(next_try_at=timezone.now() + mail.CLAIM, attempts=1)
    run_tasks()
    let_time_pass()
    run_tasks()
    assert len(django_mail.outbox) == 1
    let_time_pass()
    run_tasks()
    assert len(django_mail.outbox) == 1


def test_a_waiting_mail_whose_task_was_lost_gets_another(run_tasks):
    EmailMessage("Hello", "words", to=["ines@example.org"]).send()
    DBTaskResult.objects.all().delete()
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    mail.pick_up_forgotten()
    run_tasks()
    assert len(django_mail.outbox) == 1


def test_a_mail_is_not_sent_for_what_did_not_happen(run_tasks):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        EmailMessage("Hello", "words", to=["ines@example.org"]).send()
        _ = 1 / 0
    run_tasks()
    assert django_mail.outbox == []


def test_the_same_key_sends_one_mail(run_tasks):
    for _time in range(2):
        mail.put(EmailMessage("Hello", "words", to=["ines@example.org"]), key="welcome-1")
    run_tasks()
    assert len(django_mail.outbox) == 1


def test_a_mail_to_nobody_is_no_mail():
    mail.put(EmailMessage("Hello", "words"))
    assert not OutgoingMail.objects.exists()


def test_a_discreet_mail_leaves_no_address_behind(postman, run_tasks, caplog):
    for person in ("ines", "leo"):
        mail.put(EmailMessage("Hello", "words", to=[f"{person}@example.org"]), is_discreet=True)
    postman.recipient = "550 no such mailbox"
    run_tasks()
    assert "i…@example.org" in OutgoingMail.objects.last().last_error
    assert "ines@" not in OutgoingMail.objects.last().last_error + caplog.text
    postman.recipient = "250 OK"
    for row in OutgoingMail.objects.all():
        mail.try_again(row)
    run_tasks()
    assert len(postman.received) == 2
    assert "@example.org" not in str(list(OutgoingMail.objects.values()))


def test_a_discreet_mail_that_was_given_up_is_forgotten_sooner(run_tasks):
    week_ago = timezone.now() - mail.KEEP_DISCREET - timedelta(hours=1)
    for person, is_discreet in (("ines", True), ("leo", False)):
        mail.put(EmailMessage("Hello", "words", to=[f"{person}@example.org"]), is_discreet=is_discreet)
    OutgoingMail.objects.update(state="given up", created_at=week_ago)
    mail.forget_old()
    assert OutgoingMail.objects.get().recipients == ["leo@example.org"]


def test_records_are_forgotten_after_a_while_and_waiting_mail_is_not():
    long_ago = timezone.now() - mail.KEEP_RECORDS - timedelta(days=1)
    for state in OutgoingMail.State:
        OutgoingMail.objects.create(subject=state, state=state, created_at=long_ago)
    mail.forget_old()
    assert OutgoingMail.objects.get().state == "waiting"


def begin(trouble, postman):
    if trouble == "away":
        postman.leave()
    elif trouble == "hangs up":
        postman.hang_up = True
    else:
        postman.message, postman.recipient = {
            "busy": ("421 too busy", "250 OK"), "greylisted": ("250 OK", "450 come back later")
        }[trouble]  # fmt: skip


def end(trouble, postman):
    postman.message = postman.recipient = "250 OK"
    postman.hang_up = False
    if trouble == "away":
        postman.come()


def let_time_pass():
    """Everything that waits for its time is due."""
    OutgoingMail.objects.exclude(next_try_at=None).update(next_try_at=timezone.now())

    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
