"""A member's own booklets."""

from django.db import transaction
from django.utils import timezone

from ...models import Booklet
from .ordering import BookletOrder


@transaction.atomic
def keep(order: BookletOrder, *, by) -> bool:
    """Under its title; the one of that title is replaced. False if there are too many, or it is too long to keep."""
    if len(order.query) > Booklet._meta.get_field("query").max_length:
        return False
    values = {"query": order.query, "updated_at": timezone.now()}
    if by.booklets.filter(title=order.name).update(**values):
        return True
    if by.booklets.count() >= Booklet.MOST:
        return False
    by.booklets.create(title=order.name, **values)
    return True


def forget(pk: str, *, by) -> None:
    by.booklets.filter(pk=pk if pk.isascii() and pk.isdecimal() and len(pk) < 16 else 0).delete()
