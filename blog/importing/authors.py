"""Authors become people who cannot sign in: a file proves nobody's address."""

import re
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from ..slugs import make_slug
from .ledger import Ledger
from .plain_text import shortened
from .records import AuthorRecord

UNFIT = re.compile(r"[^\w.-]+")


def take_in(record: AuthorRecord, ledger: Ledger) -> None:
    """Tells the report; whoever is here already, by an earlier import or by this username, stays as they are."""
    key = _key(record.login, ledger)
    if key in ledger.known:
        ledger.report.tell("author", "skipped", _("listed more than once"))
    elif item := ledger.find(key):
        ledger.known[key] = item.object_id
        if item.original.get("own") and ledger.is_own(item):
            ledger.report.tell("author", "created")
        else:
            ledger.report.tell("author", "skipped", _("unchanged"))
    else:
        _enter(record, key, ledger)


def author_id(login: str, ledger: Ledger) -> int:
    """The person of this login, made now if the file names them nowhere else."""
    key = _key(login, ledger)
    if key not in ledger.known:
        item = ledger.find(key)
        if item and User.objects.filter(pk=item.object_id).exists():
            ledger.known[key] = item.object_id
        else:
            if item:
                item.delete()
            ledger.report.meet("author")
            _enter(AuthorRecord(login), key, ledger)
    return ledger.known[key]


@transaction.atomic
def _enter(record: AuthorRecord, key: str, ledger: Ledger) -> None:
    username = ledger.options.authors.get(record.login) or _username(record)
    user = User.objects.filter(username=username).first()
    is_own = user is None
    if user:
        ledger.report.tell("author", "skipped", _("somebody of this username is here; the posts are theirs"))
    else:
        user = User.objects.create_user(
            # `.invalid` belongs to nobody (RFC 2606); the address in the file is kept in the ledger only.
            email=f"{sha256(key.encode()).hexdigest()[:24]}@imported.invalid",
            username=username,
            display_name=shortened(record.name, 80),
            bio=shortened(record.bio, 600),
            website=_website(record.website),
        )
        ledger.report.tell("author", "created")
    ledger.enter(key, "author", user, {"own": is_own, "login": record.login, "email": record.email})
    ledger.known[key] = user.pk


def _key(login: str, ledger: Ledger) -> str:
    return ledger.key("author", _cleaned(login).lower())


def _username(record: AuthorRecord) -> str:
    """Public: so it is not made of what may be somebody's email address."""
    login = _cleaned(record.login)
    if "@" in record.login:
        login = make_slug(record.name) or _cleaned(record.login.partition("@")[0])
    return login[:60] or "imported"


def _website(address: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return ""
    return address if len(address) <= User._meta.get_field("website").max_length else ""


def _cleaned(login: str) -> str:
    return UNFIT.sub("-", login).strip("-.")
