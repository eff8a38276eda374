"""
Mail leaves through an outbox in the database: written in the transaction that caused it, carried by a task, tried
again with growing pauses, given up with a record that staff see.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from . import mail_refusals as refusals
from .addresses import masked
from .mail_payload import clean, new_message_id, pack, unpack
from .models import OutgoingMail, SiteSettings
from .tasks import task

logger = logging.getLogger("broadsheet.mail")

PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440)]
CLAIM = timedelta(minutes=5)  # longer than one sending can take
FORGOTTEN_AFTER = timedelta(hours=1)
KEEP_RECORDS, KEEP_DISCREET = timedelta(days=60), timedelta(days=7)

# Filled in AppConfig.ready() by the apps above: who writes what is owed, and who is told of a mailbox that is no more.
writers: dict[str, Callable[[dict], EmailMultiAlternatives | None]] = {}
on_closed_mailbox: list[Callable[[str], object]] = []


class OutboxBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: everything that anyone sends goes to the outbox first."""

    def send_messages(self, messages):
        for message in messages:
            put(message)
        return len(messages)


def send(template: str, to: str, context: dict, *, key: str | None = None, is_discreet=False, **extra) -> None:
    """
    Put one mail to one person into the outbox, from `mail/<template>.subject.txt`, `.txt` and `.html`; `extra` is what
    Django's message takes besides: headers, reply_to, attachments. A second call with the same key does nothing.
    """
    put(written(template, to, context, **extra), key=key, is_discreet=is_discreet)


def written(template: str, to: str, context: dict, **extra) -> EmailMultiAlternatives:
    context = {"site": SiteSettings.load(), "site_url": settings.SITE_URL, **context}
    subject = " ".join(render_to_string(f"mail/{template}.subject.txt", context).split())
    text = render_to_string(f"mail/{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to], **extra)
    message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    return message


def put(message, *, key: str | None = None, is_discreet=False) -> None:
    """One that is discreet leaves no address behind, neither in its record nor in what the other side said."""
    if not message.recipients():
        return
    # The Message-ID is fixed here: should a mail ever leave twice, the receiver's server can tell.
    message_id = message.extra_headers.get("Message-ID") or new_message_id()
    values = {"subject": message.subject, "recipients": message.recipients(), "is_discreet": is_discreet}
    _keep(key, payload=pack(message, message_id), message_id=message_id, **values)


def owe(writer: str, to: str, about: dict, *, subject: str, key: str) -> None:
    """
    A mail that is written only when it leaves, from `about`, by the function that is registered as `writer`: what has
    become untrue until then is not said. Until then it stands in the outbox under `subject`.
    """
    payload = {"writer": writer, "about": about}
    _keep(key, payload=payload, message_id=new_message_id(), subject=subject, recipients=[to])


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
        message = _message_of(row)
        if message:
            get_connection(settings.DELIVERY_BACKEND).send_messages([message])
    except Exception as error:  # whatever it was, staff must see it
        _note_failure(row, error)
    else:
        _note_done(row, has_left=message is not None)


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


def _keep(key: str | None, *, subject: str, **values) -> None:
    values["subject"] = clean(subject)[:255]
    with transaction.atomic():
        if key is None:
            row, created = OutgoingMail.objects.create(**values), True
        else:
            row, created = OutgoingMail.objects.get_or_create(key=key, defaults=values)
        if created:
            deliver.enqueue(row.pk)


def _message_of(row: OutgoingMail) -> EmailMultiAlternatives | None:
    """None where there is nothing to say any more."""
    if "writer" not in row.payload:
        return unpack(row.payload)
    message = writers[row.payload["writer"]](row.payload["about"])
    if message is None:
        return None
    row.subject = clean(message.subject)[:255]
    return unpack(pack(message, row.message_id))


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


def _note_done(row: OutgoingMail, *, has_left: bool) -> None:
    row.state, row.next_try_at = row.State.SENT if has_left else row.State.DROPPED, None
    row.sent_at = timezone.now() if has_left else None
    row.payload, row.last_error = {}, ""
    if row.is_discreet or not has_left:
        row.recipients = []
    row.save()


@transaction.atomic
def _note_failure(row: OutgoingMail, error: Exception) -> None:
    row.last_error = _what_was_said(row, error)[:2000]
    if refusals.is_final(error) or row.attempts > len(PAUSES):
        row.state, row.next_try_at = row.State.GIVEN_UP, None
        logger.error("Mail %s given up after %s tries: %s", row.pk, row.attempts, row.last_error)
    else:
        row.next_try_at = timezone.now() + PAUSES[row.attempts - 1]
        deliver.using(run_after=row.next_try_at).enqueue(row.pk)
        logger.warning("Mail %s did not leave, next try at %s: %s", row.pk, row.next_try_at, row.last_error)
    row.save()
    for address in refusals.closed_mailboxes(error):
        for listener in on_closed_mailbox:
            listener(address)


def _what_was_said(row: OutgoingMail, error: Exception) -> str:
    said = clean(f"{type(error).__name__}: {error}")
    for address in row.recipients if row.is_discreet else ():
        said = said.replace(address, masked(address))
    return said
