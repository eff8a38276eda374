"""
Mail that came back (RFC 3464) or was called spam (RFC 5965): no more goes there. A report is believed only if it
quotes the Message-ID of a mail of ours, which nobody knows but who got it; whom it was sent to is read from our own
record, not from the report.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from config import mail
from config.mail_refusals import says_closed
from config.models import OutgoingMail

from ..models import Correspondent

MOST_BYTES = 512 * 1024
MOST_PARTS = 50
MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
WHY = {"delivery-status": Correspondent.Stopped.BOUNCED, "feedback-report": Correspondent.Stopped.COMPLAINED}


@dataclass(frozen=True)
class Outcome:
    """What became of a report: a sentence for the log, and whether anything has changed."""

    said: str
    has_stopped: bool = False


def listen() -> None:
    """A server that knows no such mailbox says so at once."""
    if mailbox_closed not in mail.on_closed_mailbox:
        mail.on_closed_mailbox.append(mailbox_closed)


def mailbox_closed(address: str) -> bool:
    return Correspondent.stop(address, Correspondent.Stopped.BOUNCED)


def take(raw: bytes) -> Outcome:
    """Never raises for what it is given. What is too long is read as far as the limit."""
    try:
        parts = _parts(message_from_bytes(raw[:MOST_BYTES], policy=compat32))
        why = _why(parts)
        quoted = _quoted_ids(parts)
    except (RecursionError, ValueError, LookupError):
        return Outcome("Not a mail that can be read.")
    if why is None:
        return Outcome("Not a report that a mail came back for good, or was called spam.")
    row = OutgoingMail.objects.filter(message_id__in=quoted).exclude(message_id="").first()
    if row is None or len(row.recipients) != 1:
        return Outcome("It quotes no mail of ours, or one whose reader we do not remember.")
    if Correspondent.stop(row.recipients[0], why):
        return Outcome(f"No more mail to {row.recipients[0]}: {why.label}.", has_stopped=True)
    return Outcome("Nothing to stop: the address is not known, or was stopped before.")


def _parts(report: Message) -> list[Message]:
    parts = []
    for part in report.walk():
        parts.append(part)
        if len(parts) == MOST_PARTS:
            break
    return parts


def _why(parts: list[Message]):
    """By the kind of report, and only where it speaks of the mailbox and of abuse."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/delivery-status" and any(_has_failed(each) for each in _blocks(part)):
            return WHY["delivery-status"]
        if kind == "message/feedback-report" and any(_is_complaint(each) for each in _blocks(part)):
            return WHY["feedback-report"]
    return None


def _blocks(part: Message) -> list[Message]:
    """Groups of fields with an empty line between them; the parser knows them in one of the two kinds."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [part, *payload]
    text = part.get_payload(decode=True) or b""
    return [part, message_from_bytes(text, policy=compat32)]


def _has_failed(fields: Message) -> bool:
    action, status = str(fields.get("Action", "")), str(fields.get("Status", ""))
    return action.strip().lower() == "failed" and says_closed(status)


def _is_complaint(fields: Message) -> bool:
    return str(fields.get("Feedback-Type", "")).strip().lower() == "abuse"


def _quoted_ids(parts: list[Message]) -> list[str]:
    """Of the mail that the report is about: it comes along whole, or its head alone."""
    found = []
    for part in parts[1:]:
        heads = [part]
        if part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            heads.append(message_from_bytes(part.get_payload(decode=True) or b"", policy=compat32))
        found += [match[0] for head in heads for match in MESSAGE_ID.finditer(str(head.get("Message-ID", "")))]
    return found[:MOST_PARTS]
