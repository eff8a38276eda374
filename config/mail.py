"""
Mail leaves through an outbox in the database: written in the transaction that caused it, carried by a task, tried
again with growing pauses, given up with a record that staff see.
"""

import base64
import logging
from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from .addresses import masked
from .models import OutgoingMail, SiteSettings
from .tasks import task

logger = logging.getLogger("broadsheet.mail")

PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440)]
CLAIM = timedelta(minutes=5)  # longer than one sending can take
FORGOTTEN_AFTER = timedelta(hours=1)
KEEP_RECORDS, KEEP_DISCREET = timedelta(days=60), timedelta(days=7)


class OutboxBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: everything that anyone sends goes to the outbox first."""

    def send_messages(self, messages):
        for message in messages:
            put(message)
        return len(messages)


class WholeHeaders(EmailMultiAlternatives):
    """
    From Django 6 a header is folded at 78 letters, and an address that is longer is encoded, which List-Unsubscribe
    may not be (RFC 8058). Mail knows lines of up to 998.
    """

    def message(self, **options):
        if policy := options.get("policy"):
            options["policy"] = policy.clone(max_line_length=900)
        return super().message(**options)


def send(template: str, to: str, context: dict, *, key: str | None = None, is_discreet=False, **extra) -> None:
    """
    Put one mail to one person into the outbox, from `mail/<template>.subject.txt`, `.txt` and `.html`; `extra` is what
    Django's message takes besides: headers, reply_to, attachments. A second call with the same key does nothing.
    """
    context = {"site": SiteSettings.load(), "site_url": settings.SITE_URL, **context}
    subject = " ".join(render_to_string(f"mail/{template}.subject.txt", context).split())
    text = render_to_string(f"mail/{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to], **extra)
    message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    put(message, key=key, is_discreet=is_discreet)


def put(message, *, key: str | None = None, is_discreet=False) -> None:
    """One that is discreet leaves no address behind, neither in its record nor in what the other side said."""
    if not message.recipients():
        return
    values = {"subject": _clean(message.subject)[:255], "recipients": message.recipients(), "payload": _pack(message)}
    values["is_discreet"] = is_discreet
    with transaction.atomic():
        if key is None:
            row, created = OutgoingMail.objects.create(**values), True
        else:
            row, created = OutgoingMail.objects.get_or_create(key=key, defaults=values)
        if created:
            deliver.enqueue(row.pk)


@task
def deliver(mail_id: int) -> None:
    row = OutgoingMail.objects.waiting().filter(pk=mail_id).first()
    if row is None:
        return
    if not _claim(row):
        if row.state == row.State.WAITING:
            # Somebody is at it, or was killed while at it: look again once the claim has run out.
            deliver.using(run_after=row.next_try_at).enqueue(row.pk)
        return
    try:
        get_connection(settings.DELIVERY_BACKEND).send_messages([_unpack(row.payload)])
    except Exception as error:  # whatever it was, staff must see it
        _note_failure(row, error)
    else:
        _note_sent(row)


def try_again(row: OutgoingMail) -> bool:
    """A person asks for another round for a mail that was given up; False if it was not."""
    changes = {"state": row.State.WAITING, "attempts": 0, "next_try_at": None}
    with transaction.atomic():
        if not OutgoingMail.objects.given_up().filter(pk=row.pk).update(**changes):
            return False
        deliver.enqueue(row.pk)
    return True


def pick_up_forgotten() -> None:
    """The row is the truth: one that waits although its task was lost gets another."""
    long_ago = timezone.now() - FORGOTTEN_AFTER
    unnoticed = Q(next_try_at=None, created_at__lt=long_ago) | Q(next_try_at__lt=long_ago)
    for pk in OutgoingMail.objects.waiting().filter(unnoticed).values_list("pk", flat=True):
        deliver.enqueue(pk)


def forget_old() -> None:
    now, done = timezone.now(), OutgoingMail.objects.exclude(state=OutgoingMail.State.WAITING)
    done.filter(created_at__lt=now - KEEP_RECORDS).delete()
    done.exclude(recipients=[]).filter(is_discreet=True, created_at__lt=now - KEEP_DISCREET).delete()


def _claim(row: OutgoingMail) -> bool:
    """
    Two workers never send one mail at once. The claim is the time of the next try: the one who is killed while
    sending has thereby asked for it.
    """
    now = timezone.now()
    due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    free = OutgoingMail.objects.waiting().filter(due, pk=row.pk)
    claimed = free.update(next_try_at=now + CLAIM, attempts=F("attempts") + 1)
    row.refresh_from_db()
    return bool(claimed)


def _note_sent(row: OutgoingMail) -> None:
    row.state, row.sent_at, row.next_try_at = row.State.SENT, timezone.now(), None
    row.payload, row.last_error = {}, ""
    if row.is_discreet:
        row.recipients = []
    row.save()


@transaction.atomic
def _note_failure(row: OutgoingMail, error: Exception) -> None:
    row.last_error = _what_was_said(row, error)[:2000]
    if _is_final(error) or row.attempts > len(PAUSES):
        row.state, row.next_try_at = row.State.GIVEN_UP, None
        logger.error("Mail %s given up after %s tries: %s", row.pk, row.attempts, row.last_error)
    else:
        row.next_try_at = timezone.now() + PAUSES[row.attempts - 1]
        deliver.using(run_after=row.next_try_at).enqueue(row.pk)
        logger.warning("Mail %s did not leave, next try at %s: %s", row.pk, row.next_try_at, row.last_error)
    row.save()


def _what_was_said(row: OutgoingMail, error: Exception) -> str:
    said = _clean(f"{type(error).__name__}: {error}")
    for address in row.recipients if row.is_discreet else ():
        said = said.replace(address, masked(address))
    return said


def _is_final(error: Exception) -> bool:
    """
    True if trying again is of no use: the other side refuses this recipient or this message for good, or the message
    cannot be built. A server that is away, busy or refuses our sign-in may be well tomorrow.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reason in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return 500 <= error.smtp_code < 600
    return not isinstance(error, OSError)


def _pack(message) -> dict:
    # The Message-ID is fixed here: should a mail ever leave twice, the receiver's server can tell.
    headers = {"Message-ID": make_msgid(domain=settings.SITE_HOST), **message.extra_headers}
    return {
        "subject": _clean(message.subject),
        "body": _clean(message.body),
        "from_email": str(message.from_email),
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        "headers": {name: _clean(value) for name, value in headers.items()},
        "alternatives": [[_clean(content), kind] for content, kind in getattr(message, "alternatives", [])],
        "attachments": [_pack_attachment(each) for each in message.attachments],
    }


def _clean(text) -> str:
    """Translated late or not; NUL is in no text that PostgreSQL keeps."""
    return str(text).replace("\x00", "")


def _pack_attachment(attachment) -> list:
    if hasattr(attachment, "get_payload"):  # a ready-made MIME part
        name, content, kind = (
            attachment.get_filename(), attachment.get_payload(decode=True), attachment.get_content_type()
        )  # fmt: skip
    else:
        name, content, kind = attachment
    data = content if isinstance(content, bytes) else str(content).encode()
    return [name, base64.b64encode(data).decode(), kind]


def _unpack(payload: dict) -> EmailMultiAlternatives:
    values = {**payload}
    alternatives, attachments = values.pop("alternatives"), values.pop("attachments")
    message = WholeHeaders(**values)
    for content, kind in alternatives:
        message.attach_alternative(content, kind)
    for name, data, kind in attachments:
        message.attach(name, base64.b64decode(data), kind)
    return message
