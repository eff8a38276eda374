"""
Typed codes: how many may be wrong, and that none is good twice. Rows in the database, written one person at a time, so
that neither a second process nor a lost cache makes it more.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from config.limits import seconds_to_wait, try_again

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
    own, near = person.wrong_codes.all(), WrongCode.objects.filter(network=network)
    wait = max(_wait(own, LIMITS), _wait(near, NETWORK_LIMITS) if network else 0)
    if wait:
        return Attempt(None, wait)
    row = own.create(user=person, network=network)
    return Attempt(row, is_suspicious=own.count() == SUSPICIOUS)


def _wait(rows, limits: list[tuple[int, timedelta]]) -> int:
    moments = rows.order_by("-created_at").values_list("created_at", flat=True)
    return max(seconds_to_wait(moments, most, span) for most, span in limits)


def too_many(wait: int) -> str:
    return f"{_('Too many codes that were not right.')} {try_again(wait)}"


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
