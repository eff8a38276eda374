"""A message as a row of the outbox keeps it, and back."""

import base64
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

LONGEST_LINE = 900


class WholeHeaders(EmailMultiAlternatives):
    """
    A header is folded at 78 letters, and from Django 6 an address that is longer is encoded, which List-Unsubscribe
    may not be (RFC 8058). Mail knows lines of up to 998.
    """

    def message(self, **options):
        if policy := options.get("policy"):
            options["policy"] = policy.clone(max_line_length=LONGEST_LINE)
        message = super().message(**options)
        if not policy:
            message.policy = message.policy.clone(max_line_length=LONGEST_LINE)
        return message


def new_message_id() -> str:
    return make_msgid(domain=settings.SITE_HOST)


def pack(message, message_id: str) -> dict:
    headers = {"Message-ID": message_id, **message.extra_headers}
    return {
        "subject": clean(message.subject),
        "body": clean(message.body),
        "from_email": str(message.from_email),
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        "headers": {name: clean(value) for name, value in headers.items()},
        "alternatives": [[clean(content), kind] for content, kind in getattr(message, "alternatives", [])],
        "attachments": [_pack_attachment(each) for each in message.attachments],
    }


def clean(text) -> str:
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


def unpack(payload: dict) -> EmailMultiAlternatives:
    values = {**payload}
    alternatives, attachments = values.pop("alternatives"), values.pop("attachments")
    message = WholeHeaders(**values)
    for content, kind in alternatives:
        message.attach_alternative(content, kind)
    for name, data, kind in attachments:
        message.attach(name, base64.b64decode(data), kind)
    return message
