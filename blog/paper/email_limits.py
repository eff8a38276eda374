"""How many letters leave: by address, by network, by post, by site. Requests are counted, confirmed or not."""

from datetime import timedelta
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import EmailRequest

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_ADDRESS, BY_NETWORK, BY_POST, BY_SITE = 3, 10, 100, 500


class TooMany(Exception):
    def __init__(self, message: str, retry_after: int):
        super().__init__(message)
        self.message, self.retry_after = message, retry_after


def check(post, address_hash: str, network: str) -> None:
    """Raises TooMany for the first limit that is reached."""
    asked = EmailRequest.objects.all()
    limits = [
        (asked.filter(address_hash=address_hash), BY_ADDRESS, DAY, gettext_lazy("This address has asked often today.")),
        (asked.filter(post=post), BY_POST, DAY, gettext_lazy("This piece has been asked for very often today.")),
        (asked, BY_SITE, DAY, gettext_lazy("As many letters as we send in a day have left today.")),
    ]
    if network:
        text = gettext_lazy("Many letters have been asked for from your network in the last hour.")
        limits.insert(1, (asked.filter(network=network), BY_NETWORK, HOUR, text))
    for requests, most, span, sentence in limits:
        if wait := _seconds_to_wait(requests, most, span):
            raise TooMany(f"{sentence} {_try_again(wait)}", wait)


def _seconds_to_wait(requests, most: int, span: timedelta) -> int:
    now = timezone.now()
    recent = requests.filter(requested_at__gt=now - span).order_by("-requested_at")
    times = list(recent.values_list("requested_at", flat=True)[most - 1 : most])
    return max(1, ceil((times[0] + span - now).total_seconds())) if times else 0


def _try_again(seconds: int) -> str:
    if seconds > 5400:
        hours = ceil(seconds / 3600)
        return _("Try again in %(hours)s hours, or keep the PDF.") % {"hours": hours}
    minutes = ceil(seconds / 60)
    sentence = ngettext(
        "Try again in a minute, or keep the PDF.", "Try again in %(minutes)s minutes, or keep the PDF.", minutes
    )
    return sentence % {"minutes": minutes}
