"""
Mail leaves through an outbox in the database: written in the transaction that caused it, carried by a task, tried
again with growing pauses, given up with a record that staff see.
"""

import base64
import logging
from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .models import OutgoingMail, SiteSettings
from .tasks import task

logger = logging.getLogger("broadsheet.mail")

PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440)]
KEEP_RECORDS = timedelta(days=60)


class OutboxBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: everything that anyone sends goes to the outbox first."""

    def send_messages(self, messages):
        for message in messages:
            put(message)
        return len(messages)


def send(template: str, to: str, context: dict, *, key: str | None = None, headers: dict | None = None) -> None:
    """
    Put one mail to one person into the outbox, from `mail/<template>.subject.txt`, `.txt` and `.html`.
    A second call with the same key does nothing.
    """
    context = {"site": SiteSettings.load(), "site_url": settings.SITE_URL, **context}
    subject = " ".join(render_to_string(f"mail/{template}.subject.txt", context).split())
    text = render_to_string(f"mail/{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    put(message, key=key)


@transaction.atomic
def put(message, *, key: str | None = None) -> None:
    values = {"subject": message.subject[:255], "recipients": message.recipients(), "payload": _pack(message)}
    if key is None:
        row, created = OutgoingMail.objects.create(**values), True
    else:
        row, created = OutgoingMail.objects.get_or_create(key=key, defaults=values)
    if created and row.recipients:
        deliver.enqueue(row.pk)


@task
def deliver(mail_id: int) -> None:
    row = OutgoingMail.objects.waiting().filter(pk=mail_id).first()
    if row is None:
        return
    try:
        get_connection(settings.DELIVERY_BACKEND).send_messages([_unpack(row.payload)])
    except (OSError, SMTPException) as error:
        _try_later(row, error)
    else:
        row.state, row.sent_at, row.next_try_at, row.payload = row.State.SENT, timezone.now(), None, {}
        row.attempts += 1
        row.save()


def try_again(row: OutgoingMail) -> None:
    """A person asks for another round for a mail that was given up."""
    row.state, row.attempts, row.next_try_at = row.State.WAITING, 0, None
    row.save()
    deliver.enqueue(row.pk)


def forget_old() -> None:
    OutgoingMail.objects.exclude(state=OutgoingMail.State.WAITING).filter(
        created_at__lt=timezone.now() - KEEP_RECORDS
    ).delete()


@transaction.atomic
def _try_later(row: OutgoingMail, error: Exception) -> None:
    row.last_error = f"{type(error).__name__}: {error}"[:2000]
    if row.attempts < len(PAUSES):
        row.next_try_at = timezone.now() + PAUSES[row.attempts]
        deliver.using(run_after=row.next_try_at).enqueue(row.pk)
    else:
        row.state, row.next_try_at = row.State.GIVEN_UP, None
        logger.error("Mail %s (%s) given up after %s tries: %s", row.pk, row.subject, row.attempts + 1, error)
    row.attempts += 1
    row.save()


def _pack(message) -> dict:
    # The Message-ID is fixed here: should a mail ever leave twice, the receiver's server can tell.
    headers = {"Message-ID": make_msgid(domain=settings.SITE_HOST), **message.extra_headers}
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        "headers": {name: str(value) for name, value in headers.items()},
        "alternatives": [list(each) for each in getattr(message, "alternatives", [])],
        "attachments": [_pack_attachment(*each) for each in message.attachments],
    }


def _pack_attachment(name, content, kind):
    data = content if isinstance(content, bytes) else content.encode()
    return [name, base64.b64encode(data).decode(), kind]


def _unpack(payload: dict) -> EmailMultiAlternatives:
    values = {**payload}
    alternatives, attachments = values.pop("alternatives"), values.pop("attachments")
    message = EmailMultiAlternatives(**values)
    for content, kind in alternatives:
        message.attach_alternative(content, kind)
    for name, data, kind in attachments:
        message.attach(name, base64.b64decode(data), kind)
    return message
