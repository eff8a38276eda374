"""A member's own booklets."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Booklet
from .ordering import BookletOrder


@transaction.atomic
def keep(order: BookletOrder, *, by) -> str:
    """Under its title; the one of that title is replaced. Returns why it cannot be kept: empty if it is."""
    if not order.items:
        return _("Nothing lies in it yet that could be kept.")
    others = by.booklets.exclude(title=order.name)
    if others.count() >= Booklet.MOST:
        return _("You have kept as many booklets as an account holds. Forget one first.")
    values = {"query": order.query, "updated_at": timezone.now()}
    by.booklets.update_or_create(title=order.name, defaults=values)
    return ""


def forget(pk: str, *, by) -> None:
    by.booklets.filter(pk=pk if pk.isascii() and pk.isdecimal() and len(pk) < 16 else 0).delete()
