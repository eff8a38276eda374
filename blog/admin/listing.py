"""The list of posts or pages at the desk: quick with a hundred thousand of them."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STATES = {
    "draft": _("draft"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    "expired": _("expired"),
    "private": _("private"),
    "trashed": _("in the trash"),
}


class PieceList(ChangeList):
    def get_queryset(self, request, *args, **kwargs):
        return super().get_queryset(request, *args, **kwargs).for_listing()


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        """Without a choice: everything but the trash."""
        return queryset.in_status(self.value()) if self.value() in STATES else queryset.kept()


class YearFilter(admin.SimpleListFilter):
    """Instead of Django's date hierarchy, which reads every date of the table."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        dated = model_admin.model.objects.filter(kind=model_admin.kind, visibility="public", published_at__isnull=False)
        ends = [dated.order_by(order).values_list("published_at", flat=True).first() for order in ("published_at", "-published_at")]
        if None in ends:
            return []
        first, last = (timezone.localtime(end).year for end in ends)
        return [(str(year), str(year)) for year in range(last, first - 1, -1)]

    def queryset(self, request, queryset):
        year = self.value()
        if year not in dict(self.lookup_choices):
            return queryset
        start, end = (timezone.make_aware(timezone.datetime(int(year) + n, 1, 1)) for n in (0, 1))
        return queryset.filter(published_at__gte=start, published_at__lt=end)
