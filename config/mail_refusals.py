"""What a mail server's refusal means: not now, never, or that there is no such mailbox (RFC 5321, RFC 3463)."""

import re
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.db import Error as DatabaseError

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# No such mailbox, moved or closed; by the plain code where the other side says nothing more exact.
CLOSED_CODES = {550, 551, 553}
# Bad address; mailbox disabled; what says only that it is for good. Full, too long, or our own fault: not that.
CLOSED_SUBJECTS = {"1"}
CLOSED = {("0", "0"), ("2", "0"), ("2", "1"), ("4", "1")}


def is_final(error: Exception) -> bool:
    """
    True if trying again is of no use: the other side refuses this recipient or this message for good, or the message
    cannot be built. A server that is away, busy or refuses our sign-in may be well tomorrow, and so may a database.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reason in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return 500 <= error.smtp_code < 600
    return not isinstance(error, (OSError, DatabaseError))


def closed_mailboxes(error: Exception) -> list[str]:
    """The recipients that no mail will ever reach; a refusal of the message or of ourselves is not about them."""
    if not isinstance(error, SMTPRecipientsRefused):
        return []
    return [address for address, (code, said) in error.recipients.items() if _is_closed(code, said)]


def says_closed(status: str) -> bool:
    """A status of RFC 3463, as in `5.1.1`."""
    found = ENHANCED.search(status)
    if not found or found[1] != "5":
        return False
    return found[2] in CLOSED_SUBJECTS or (found[2], found[3]) in CLOSED


def _is_closed(code: int, said: bytes | str) -> bool:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    if ENHANCED.search(words):
        return says_closed(words)
    return code in CLOSED_CODES
