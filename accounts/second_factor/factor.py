"""Who has a second factor, and the way back for somebody who lost theirs."""

import logging

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from config.models import SiteSettings

from .. import changes, sessions

logger = logging.getLogger("broadsheet.accounts")

# Recovery codes alone are none: they come and go with the others.
KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
HELD = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS))


def is_held_by(person) -> bool:
    return Authenticator.objects.filter(user=person, type__in=KINDS).exists()


def is_lacking(person) -> bool:
    """True if the owner asks one of this person, who has none yet."""
    required = SiteSettings.objects.filter(second_factor=SiteSettings.SecondFactor.STAFF)
    return person.is_staff and required.exists() and not is_held_by(person)


def passkeys_are_possible() -> bool:
    """Browsers bind a passkey to a name: over https, or on this machine as `localhost`; never to an IP number."""
    has_name = not settings.SITE_HOST.replace(".", "").isdigit() and ":" not in settings.SITE_HOST
    return has_name and (settings.IS_SECURE or settings.SITE_HOST == "localhost")


@transaction.atomic
def reset(person) -> bool:
    """Signs the person out everywhere, for who knows where they lost it. False if there was nothing to take off."""
    had_one = is_held_by(person)
    Authenticator.objects.filter(user=person).delete()
    person.wrong_codes.all().delete()
    if had_one:
        sessions.end_all(person)
        changes.tell("second_factor_reset", person)
        logger.info("The second factor of person %s was taken off", person.pk)
    return had_one
