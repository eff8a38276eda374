"""What the page of the rules tells of the spam filter."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ..models import Decision, SpamFilter
from ..spam import charts, results


@dataclass(frozen=True)
class Zone:
    name: str
    good: int
    spam: int


def of(rules) -> dict:
    keeper, weeks = SpamFilter.load(), results.weeks()
    return {
        "promises": results.promises(keeper, rules),
        "spread": charts.spread(keeper),
        "zones": _zones(keeper),
        "weeks": weeks,
        "weeks_chart": charts.weeks(weeks),
        "imported": _imported(),
        "learns_imports": keeper.learns_imports,
    }


def _zones(keeper) -> list[Zone]:
    names = [_("may appear"), _("a person decides"), _("spam")]
    good, spam = keeper.scores.get("zones", [[0] * 3, [0] * 3])
    return [Zone(*each) for each in zip(names, good, spam, strict=True)]


def _imported() -> dict | None:
    counts = (
        Decision.objects.imported()
        .order_by()
        .aggregate(good=Count("pk", filter=Q(after="approved")), spam=Count("pk", filter=Q(after="spam")))
    )
    return counts if any(counts.values()) else None
