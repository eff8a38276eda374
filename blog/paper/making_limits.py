"""How many files are made: for one person or network, for the site, and waiting at once. What is kept costs nothing."""

from datetime import timedelta

from django.utils.translation import gettext as _

from config.limits import seconds_to_wait, try_again

from ..models import PaperFile

HOUR = timedelta(hours=1)
BY_ONE, BY_SITE, AT_ONCE = 60, 400, 40
MOMENT = 60  # a waiting file takes seconds


class TooMany(Exception):
    def __init__(self, message: str, retry_after: int):
        super().__init__(message)
        self.message, self.retry_after = f"{message} {try_again(retry_after)}", retry_after


def check(asked_by: str) -> None:
    """
    Before a new file is set to be made; raises TooMany. Two who ask at the same moment may both pass: a file more is
    no harm.
    """
    moments = PaperFile.objects.order_by("-wanted_at").values_list("wanted_at", flat=True)
    if asked_by and (wait := seconds_to_wait(moments.filter(asked_by=asked_by), BY_ONE, HOUR)):
        raise TooMany(_("You have had many files made within the hour. Those that are made stay to be fetched."), wait)
    if wait := seconds_to_wait(moments, BY_SITE, HOUR):
        raise TooMany(_("This site has made as many files as it makes in an hour. Printing works without them."), wait)
    if PaperFile.objects.wanted().count() >= AT_ONCE:
        raise TooMany(_("Many files are waiting to be made. Printing works without them."), MOMENT)
