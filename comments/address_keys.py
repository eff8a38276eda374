"""
Signed keys for an address of mail. One in a letter opens the page of all that is theirs; one in a browser, given by
that page, shows with the next comment that the address is the writer's own.
"""

from django.core import signing
from django.urls import reverse

LETTER, BROWSER = "comments.letter", "comments.browser"
LETTER_LASTS = 30 * 24 * 3600
BROWSER_LASTS = 365 * 24 * 3600
LONGEST = 500


def for_letter(email: str) -> str:
    return signing.dumps(email.lower(), salt=LETTER)


def for_browser(email: str) -> str:
    return signing.dumps(email.lower(), salt=BROWSER)


def email_in_letter(key: str) -> str:
    """Empty if the key is not ours or has run out."""
    return _email_in(key, LETTER, LETTER_LASTS)


def email_in_browser(key: str) -> str:
    return _email_in(key, BROWSER, BROWSER_LASTS)


def page_of(email: str) -> str:
    """The address of the page with all that is theirs."""
    return reverse("comments:mine", args=[for_letter(email)])


def _email_in(key: str, salt: str, lasts: int) -> str:
    try:
        return signing.loads(key[:LONGEST], salt=salt, max_age=lasts)
    except signing.BadSignature:
        return ""
