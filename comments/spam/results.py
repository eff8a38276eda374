"""How the spam filter does: its promises, its scores, its weeks. Numbers for the page of the rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import models
from .learned.calibrating import interval

WEEKS = 12
# Whose own house it is, and what came with an import, was not judged by the machine.
NOT_JUDGED = ["house", models.decision.IMPORTED]


@dataclass(frozen=True)
class Promise:
    name: str
    most: float
    count: int
    of: int

    @property
    def share(self) -> str:
        return _percent(self.count / self.of) if self.of else "–"

    @property
    def promised(self) -> str:
        return _percent(self.most)

    @property
    def interval(self) -> str:
        low, high = interval(self.count, self.of) or (0, 1)
        return f"{_percent(low)} – {_percent(high)}"


@dataclass(frozen=True)
class Week:
    start: datetime
    shown: int
    held: int
    caught: int
    lost: int  # good comments that a person fetched back from spam
    let_through: int  # spam that had appeared, until a person took it away

    @property
    def arrived(self) -> int:
        return self.shown + self.held + self.caught


def promises(keeper, rules) -> list[Promise]:
    most = rules.promises
    return [
        Promise(_("good comments taken for spam"), most["good_lost"], keeper.good_lost, keeper.good),
        Promise(_("spam published"), most["spam_shown"], keeper.spam_shown, keeper.spam),
    ]


def weeks() -> list[Week]:
    """The latest, oldest first, by the day of arrival; weeks without a comment too."""
    this = _monday(timezone.localtime())
    since = this - timedelta(weeks=WEEKS - 1)
    found = {_monday(row["week"]).date(): row for row in _arrivals(since)}
    starts = [since + timedelta(weeks=number) for number in range(WEEKS)]
    names = ["shown", "held", "caught", "lost", "let_through"]
    return [Week(start, *(found.get(start.date(), {}).get(name, 0) for name in names)) for start in starts]


def _arrivals(since):
    by_a_person = models.Decision.objects.by_people().filter(comment=OuterRef("comment"))
    arrived = models.Decision.objects.filter(before="", moderator=None, created_at__gte=since)
    overruled = Q(is_decided=True)
    return (
        arrived.exclude(rule__in=NOT_JUDGED)
        .annotate(week=TruncWeek("created_at"), is_decided=Exists(by_a_person))
        .order_by()
        .values("week")
        .annotate(
            shown=Count("pk", filter=Q(after="approved")),
            held=Count("pk", filter=Q(after="pending")),
            caught=Count("pk", filter=Q(after="spam")),
            lost=Count("pk", filter=overruled & Q(after="spam", comment__status="approved")),
            let_through=Count("pk", filter=overruled & Q(after="approved", comment__status="spam")),
        )
    )


def _monday(day: datetime) -> datetime:
    return (day - timedelta(days=day.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %" if share < 0.1 else f"{100 * share:.0f} %"
