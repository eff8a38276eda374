"""How many letters leave: by person, recipient, network, post and site. What was asked for counts, confirmed or not."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.limits import TooMany, refuse_if, seconds_to_wait

from ..models import EmailRequest, PaperSettings

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_PERSON, BY_ADDRESS, BY_NETWORK, BY_POST, BY_SITE = 10, 3, 10, 100, 500


def one_at_a_time() -> None:
    """Until the end of this transaction: many sent at once do not slip past the limits together."""
    PaperSettings.objects.select_for_update(no_key=True).get_or_create(pk=1)


def check(wish) -> None:
    """
    Raises TooMany for the first limit that is reached. Of an address nobody learns whether and when others have
    written to it: the sentence is that for the sender, the time a whole day.
    """
    often = _("You have sent many letters today.")
    for address in wish.reached:
        moments = _reaching(EmailRequest.objects.counted(), address).order_by("-requested_at")
        if seconds_to_wait(moments.values_list("requested_at", flat=True), BY_ADDRESS, DAY):
            raise TooMany(often, int(DAY.total_seconds()))
    for rows, most, span, sentence in _limits(wish, EmailRequest.objects.counted()):
        moments = rows.order_by("-requested_at").values_list("requested_at", flat=True)
        refuse_if(moments, most, span, sentence)


def _limits(wish, asked):
    yield asked.filter(sender_key=wish.sender_key), BY_PERSON, DAY, _("You have sent many letters today.")
    if wish.network:
        sentence = _("Many letters have been asked for from your network in the last hour.")
        yield asked.filter(network=wish.network), BY_NETWORK, HOUR, sentence
    yield asked.filter(post=wish.post), BY_POST, DAY, _("This piece has been asked for very often today.")
    yield asked, BY_SITE, DAY, _("We have sent all the letters that we send in a day.")


def _reaching(asked, address_hash: str):
    """Letters that others may have asked for: a friend's, and those that ask a guest whether the address is theirs."""
    to_guests = Q(member=None, sender_key=address_hash)
    return asked.filter(Q(is_to_friend=True, address_hash=address_hash) | to_guests)
