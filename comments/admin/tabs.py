"""The tabs above the queue. To add one: a Tab in the list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from ..models import Comment, Status
from . import reports

PARAMETER = "status"
# Nobody acts on a number beyond it, and so far a count is a short walk along an index, however many comments there are.
COUNTED = 10_000


@dataclass(frozen=True)
class Tab:
    value: str
    label: str
    queryset: Callable  # of all comments and the person who looks
    is_shy: bool = False  # stands there only while something is in it


def _in(status: Status) -> Tab:
    return Tab(status.value, status.label, lambda comments, person: comments.filter(status=status))


TABS = [
    Tab("all", _("all"), lambda comments, person: comments),
    Tab("mine", _("mine"), lambda comments, person: comments.filter(account=person)),
    *map(_in, Status),
    Tab(reports.TAB, _("reported"), lambda comments, person: reports.reported(comments), is_shy=True),
]
DEFAULT = Status.PENDING.value


def current(request) -> Tab | None:
    """None: there is no such tab, and so nothing on it."""
    asked = request.GET.get(PARAMETER) or DEFAULT
    return next((tab for tab in TABS if tab.value == asked), None)


def shown(request) -> list[dict]:
    now, person = current(request), request.user
    counts = {tab: count(tab.queryset(Comment.objects.all(), person)) for tab in TABS}
    there = [tab for tab in TABS if counts[tab] or tab == now or not tab.is_shy]
    return [
        {"value": tab.value, "label": tab.label, "count": said(counts[tab]), "is_current": tab == now} for tab in there
    ]


def count(comments) -> int:
    """One more than COUNTED stands for more."""
    return comments.order_by().values("pk")[: COUNTED + 1].count()


def said(number: int) -> str:
    text = number_format(min(number, COUNTED), force_grouping=True)
    return f"{text}+" if number > COUNTED else text
