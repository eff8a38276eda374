"""
The name a person shows: what is invisible or turns text round is removed, and nobody takes the name of those who run
the site.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import User
from .normalising import normalized

# Joiners are letters of Persian, Hindi and of emoji; anywhere else they only hide a difference.
JOINERS = "\u200c\u200d"
STRAY_JOINER = re.compile(rf"(?<![^\x00-\x7f\s{JOINERS}])[{JOINERS}]|[{JOINERS}](?![^\x00-\x7f\s{JOINERS}])")
# Letters and marks that draw nothing.
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
# Cyrillic, Greek, digits and strokes that look like a Latin letter at a glance; i and l are one stroke.
LOOK_ALIKES = str.maketrans("аеорсухіјѕһԁαορτυνικ0134578|!iı", "aeopcyxljshdaoptuvlkoleastbl" + "lll")
OFFICES = [
    "admin", "administrator", "broadsheet", "editor", "editor in chief", "moderator", "owner", "root", "security",
    "site admin", "site administrator", "staff", "superuser", "support", "system", "webmaster",
]  # fmt: skip


def clean(name: str) -> str:
    """The name in one line, composed, without control, formatting and private characters."""
    name = "".join(_kept(character) for character in normalized("NFC", name))
    return " ".join(STRAY_JOINER.sub("", name).split())


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Zl", "Zp", "Zs"} or character in "\t\n\r":
        return " "
    hidden = category in {"Cc", "Cf", "Co", "Cs"} and character not in JOINERS
    return "" if hidden or character in BLANKS else character


def skeleton(name: str) -> str:
    """What is left of a name at a glance: two names with one skeleton are taken for each other."""
    letters = normalized("NFKD", normalized("NFKC", name).casefold()).translate(LOOK_ALIKES)
    return "".join(character for character in letters if character.isalnum())


def is_office(name: str) -> bool:
    return skeleton(name) in {skeleton(office) for office in OFFICES}


def refuse_borrowed(name: str, *, user: User | None = None) -> None:
    """Raise a ValidationError if strangers would take the bearer of this name for one of the staff."""
    if is_office(name):
        raise ValidationError(_("This name reads as if you spoke for the site. Choose another one."), code="office")
    staff = User.objects.filter(is_staff=True, is_active=True).exclude(pk=user and user.pk)
    taken = {skeleton(each) for names in staff.values_list("display_name", "username") for each in names}
    if skeleton(name) in taken - {""}:
        raise ValidationError(_("One of the people who run this site has this name. Choose another one."), code="staff")
