"""
Signed keys for an address of mail. One in a letter opens the page of all that is theirs; one in a browser, given by
that page, shows with the next comment that the address is the writer's own.
"""

from django.core import signing
from django.urls import reverse

from ..models import Correspondent

LETTER, BROWSER = "comments.letter", "comments.browser"
LETTER_LASTS = 30 * 24 * 3600
BROWSER_LASTS = 365 * 24 * 3600
LONGEST = 500


def for_letter(email: str) -> str:
    return signing.dumps(email.lower(), salt=LETTER)


def for_browser(person: Correspondent) -> str:
    """Good until the person has all browsers forgotten."""
    return signing.dumps([person.pk, person.browser_keys], salt=BROWSER)


def email_in_letter(key: str) -> str:
    """Empty if the key is not ours or has run out."""
    return _read(key, LETTER, LETTER_LASTS) or ""


def email_in_browser(key: str) -> str:
    """The address, in small letters, if it is confirmed and the key has not been made worthless since."""
    pk, number = _read(key, BROWSER, BROWSER_LASTS) or (None, 0)
    people = Correspondent.objects.exclude(confirmed_at=None).filter(pk=pk, browser_keys=number)
    return people.values_list("email", flat=True).first() or "" if pk else ""


def page_of(email: str) -> str:
    """The address of the page with all that is theirs."""
    return reverse("comments:mine", args=[for_letter(email)])


def _read(key: str, salt: str, lasts: int):
    try:
        return signing.loads(key[:LONGEST], salt=salt, max_age=lasts)
    except signing.BadSignature:
        return None
