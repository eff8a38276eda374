import io
import sys
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.urls import reverse

from comments.letters import bounces
from comments.models import Correspondent
from config.models import OutgoingMail
from tests.builders import make_comment, make_post, make_subscription, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(postman, run_tasks):
    """A letter to Leo, as it has arrived."""
    post = make_post(author=make_user("away", role="author", confirmed=False))
    make_subscription(post)
    make_comment(post, status="pending").approve(by=make_user("mod", role="moderator"))
    run_tasks()
    (letter,) = postman.letters_to("leo@example.org")
    return letter


def returned(message_id, *, action="failed", status="5.1.1", recipient="leo@example.org", head_only=False) -> bytes:
    """As RFC 3464 has it."""
    original = f"Message-ID: {message_id}\r\nFrom: site@example.org\r\nSubject: x\r\n\r\nwords\r\n"
    kind = "text/rfc822-headers" if head_only else "message/rfc822"
    return (
        "From: MAILER-DAEMON@mx.example.org\r\nTo: site@example.org\r\nSubject: Returned mail\r\nMIME-Version: 1.0\r\n"
        "Message-ID: <daemon@mx.example.org>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: {kind}\r\n\r\n{original}\r\n--b--\r\n"
    ).encode()


def complaint(message_id, kind="abuse") -> bytes:
    """As RFC 5965 has it; the reader's address is left out, as large providers do."""
    return (
        "From: feedback@provider.example\r\nTo: site@example.org\r\nSubject: FW: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n"
        "--b\r\nContent-Type: message/feedback-report\r\n\r\n"
        f"Feedback-Type: {kind}\r\nUser-Agent: X/1\r\nVersion: 1\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"Message-ID: {message_id}\r\nFrom: a@b.example\r\n\r\nx\r\n--b--\r\n"
    ).encode()


def take(raw: bytes, monkeypatch) -> str:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("take_bounce", stdout=said)
    return said.getvalue()


def stopped(email="leo@example.org") -> str:
    return Correspondent.objects.get(email=email).stopped


@pytest.mark.parametrize("head_only", [False, True])
def test_a_mail_that_came_back_for_good_ends_further_ones(letter, monkeypatch, head_only):
    said = take(returned(letter["Message-ID"], head_only=head_only), monkeypatch)
    assert "No more mail to leo@example.org" in said
    assert stopped() == "bounced"
    assert "Nothing to stop" in take(returned(letter["Message-ID"]), monkeypatch)


def test_a_complaint_ends_further_mails_and_outlasts_a_return(letter, monkeypatch):
    take(complaint(letter["Message-ID"]), monkeypatch)
    assert stopped() == "complained"
    take(returned(letter["Message-ID"]), monkeypatch)
    assert stopped() == "complained"


@pytest.mark.parametrize(
    "values",
    [{"action": "delayed", "status": "4.4.7"}, {"status": "5.2.2"}, {"status": "5.7.1"}, {"action": "relayed"}],
    ids=["delayed", "full", "refused as spam", "relayed"],
)
def test_what_says_nothing_against_the_mailbox_ends_nothing(letter, monkeypatch, values):
    take(returned(letter["Message-ID"], **values), monkeypatch)
    assert stopped() == ""


def test_a_forged_report_ends_nothing(letter, monkeypatch):
    """Whoever knows an address knows no Message-ID of a mail to it; their own speaks of themselves alone."""
    assert "no mail of ours" in take(returned("<guessed@127.0.0.1>"), monkeypatch)
    assert "no mail of ours" in take(returned(""), monkeypatch)
    take(complaint(letter["Message-ID"], "not-spam"), monkeypatch)
    assert stopped() == ""
    make_subscription(make_post(), "victim@example.org")
    take(returned(letter["Message-ID"], recipient="victim@example.org"), monkeypatch)
    assert (stopped("victim@example.org"), stopped()) == ("", "bounced")


def test_an_answer_that_quotes_the_mail_is_no_report(letter, monkeypatch):
    answer = EmailMessage()
    answer["References"] = answer["In-Reply-To"] = letter["Message-ID"]
    answer.set_content("Thanks! Status: 5.1.1 Action: failed")
    assert "Not a report" in take(answer.as_bytes(), monkeypatch)
    assert stopped() == ""


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00\xff" * 1000, b"Content-Type: multipart/report; boundary=\r\n\r\n--\r\n",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" * 5000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)),
        b"Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n",
    ],
    ids=["nothing", "noise", "no boundary", "nested mails", "nested parts", "odd encoding"],
)  # fmt: skip
def test_odd_mail_is_read_without_harm(raw, monkeypatch):
    assert take(raw, monkeypatch)


def test_a_report_with_a_huge_mail_in_it_is_understood(letter, monkeypatch):
    raw = returned(letter["Message-ID"]).replace(b"words\r\n", b"words\r\n" * 200_000)
    assert len(raw) > bounces.MOST_BYTES
    take(raw, monkeypatch)
    assert stopped() == "bounced"


@pytest.mark.parametrize(
    ("answer", "why"),
    [("550 no such mailbox", "bounced"), ("550 5.1.1 unknown", "bounced"), ("550 5.7.1 you are listed", ""),
     ("552 5.2.2 full", ""), ("554 go away", "")],
)  # fmt: skip
def test_a_server_that_knows_no_such_mailbox_ends_further_mails(postman, run_tasks, answer, why):
    post = make_post()
    make_subscription(post)
    postman.recipient = answer
    make_comment(post, status="pending").approve(by=make_user("mod", role="moderator"))
    run_tasks()
    assert OutgoingMail.objects.given_up().exists()
    assert stopped() == why


def test_moderators_see_the_stopped_addresses_and_lift_a_stop(client, letter):
    Correspondent.stop("leo@example.org", "bounced")
    client.force_login(make_user("mona", role="moderator"))
    listed = reverse("admin:comments_correspondent_changelist")
    page = client.get(listed, {"stopped__exact": "bounced"}).content.decode()
    assert "leo@example.org" in page and "mail comes back" in page
    person = Correspondent.objects.get(email="leo@example.org")
    assert client.get(reverse("admin:comments_correspondent_change", args=[person.pk])).status_code == 200
    client.post(listed, {"action": "lift", "_selected_action": [person.pk]})
    assert stopped() == ""
    client.force_login(make_user("writer", role="author"))
    assert client.get(listed).status_code == 403
