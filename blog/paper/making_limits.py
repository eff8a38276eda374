"""How many files are made: for one person or network, for the site, and waiting at once. What is kept costs nothing."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from config.limits import TooMany, refuse_if

from ..models import PaperFile, PaperMaking

HOUR = timedelta(hours=1)
BY_ONE, BY_SITE = 60, 400
AT_ONCE_BY_ONE, AT_ONCE = 8, 40
MOMENT = 60  # a waiting file takes seconds


def known_as(member, network: str) -> str:
    """Whose making it is: a member's, or that of whoever sits behind a network."""
    return f"account {member.pk}" if member else network


def check(asked_by: str) -> None:
    """
    Before a new file is set to be made; raises TooMany. Two who ask at the same moment may both pass: a file more is
    no harm.
    """
    moments = PaperMaking.objects.order_by("-set_at").values_list("set_at", flat=True)
    if asked_by:
        sentence = _("You have had many files made within the hour. Those that are made stay to be fetched.")
        refuse_if(moments.filter(asked_by=asked_by), BY_ONE, HOUR, sentence)
        waiting = PaperFile.objects.wanted().filter(makings__asked_by=asked_by).distinct()
        if waiting.count() >= AT_ONCE_BY_ONE:
            raise TooMany(_("The files that you have asked for are being made first."), MOMENT)
    refuse_if(moments, BY_SITE, HOUR, _("This site has made as many files as it makes in an hour."))
    if PaperFile.objects.wanted().count() >= AT_ONCE:
        raise TooMany(_("Many files are waiting to be made."), MOMENT)


def note(paper_file: PaperFile, asked_by: str) -> None:
    PaperMaking.objects.create(file=paper_file, asked_by=asked_by)


def forget_old() -> None:
    """For housekeeping."""
    PaperMaking.objects.filter(set_at__lt=timezone.now() - HOUR).delete()
