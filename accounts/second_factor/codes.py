"""
Typed codes: how many may be wrong, and that none is good twice. Rows in the database, written one person at a time, so
that neither a second process nor a lost cache makes it more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import SpentCode, WrongCode

# Of one person; whoever gets this far has the password already. And of one network, whoever it tries to be.
LIMITS = [(5, timedelta(minutes=5)), (10, timedelta(hours=1)), (20, timedelta(days=1))]
NETWORK_LIMITS = [(30, timedelta(hours=1))]
# After so many the person is told by mail that somebody has their password.
SUSPICIOUS = 10
KEPT = timedelta(days=1)
# Longer than an app's code is good for: a step of 30 seconds, and one before and after it.
SPENT_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Attempt:
    """Counted as wrong from the start, for a hundred at once may be under way; taken back when the code fits."""

    row: WrongCode | None
    wait: int = 0
    is_suspicious: bool = False

    def succeed(self) -> None:
        WrongCode.objects.filter(user=self.row.user).delete()


@transaction.atomic
def attempt(person, network: str) -> Attempt:
    """A wait above zero means that no code is looked at now."""
    get_user_model().objects.select_for_update().get(pk=person.pk)
    own = person.wrong_codes.all()
    wait = max(_wait(own, LIMITS), _wait(WrongCode.objects.filter(network=network), NETWORK_LIMITS) if network else 0)
    if wait:
        return Attempt(None, wait)
    row = own.create(user=person, network=network)
    return Attempt(row, is_suspicious=own.count() == SUSPICIOUS)


def _wait(rows, limits: list[tuple[int, timedelta]]) -> int:
    """Seconds until the oldest of as many as are allowed has gone out of sight."""
    return max(_seconds_until(_ends(rows, number, span)) for number, span in limits)


def _ends(rows, number: int, span: timedelta) -> datetime:
    times = rows.order_by("-created_at").values_list("created_at", flat=True)[number - 1 : number]
    return max((each + span for each in times), default=timezone.now())


def _seconds_until(moment: datetime) -> int:
    return max(0, ceil((moment - timezone.now()).total_seconds()))


def too_many(wait: int) -> str:
    minutes = ceil(wait / 60)
    if minutes < 120:
        when = ngettext("Try again in %d minute.", "Try again in %d minutes.", minutes) % minutes
    else:
        when = _("Try again in %d hours.") % ceil(wait / 3600)
    return f"{_('Too many codes that were not right.')} {when}"


def spend(person, code: str) -> bool:
    """True once for each code."""
    person.spent_codes.filter(created_at__lt=timezone.now() - SPENT_FOR).delete()
    digits = "".join(letter for letter in code if letter.isdigit())
    mark = salted_hmac("accounts.second_factor.spent", digits, algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            person.spent_codes.create(mark=mark)
    except IntegrityError:
        return False
    return True


def forget_old() -> None:
    WrongCode.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    SpentCode.objects.filter(created_at__lt=timezone.now() - SPENT_FOR).delete()
