"""The text of a comment, before Markdown sees it."""

import hashlib
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import names
from accounts.normalising import normalized
from blog import markdown

# What no XML can carry (feeds, exports) and no reader can see; halves of a character no database keeps.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip()


def is_blank(text: str) -> bool:
    """Nothing that a reader would see."""
    return not names.clean(text[:2000]) and not names.clean(text)


def check_length(text: str) -> None:
    size = len(text.encode())
    if size > markdown.MAX_COMMENT_BYTES:
        raise ValidationError(
            _("Your comment is too long: %(size)s bytes, and %(most)s fit. Please shorten it or split it in two.")
            % {"size": f"{size:,}", "most": f"{markdown.MAX_COMMENT_BYTES:,}"},
            code="too_long",
        )


def fingerprint(text: str) -> str:
    """The same for two texts that differ in case and spaces only."""
    plain = " ".join(normalized("NFKC", text).casefold().split())
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
