"""The list of posts or pages at the desk: quick with a hundred thousand of them."""

from datetime import datetime

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from ..models import Visibility

STATES = {
    "draft": _("draft"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    "expired": _("expired"),
    "password": _("with a password"),
    "members": _("for members"),
    "private": _("private"),
    "trashed": _("in the trash"),
}


def moment(time) -> str:
    return date_format(timezone.localtime(time), "SHORT_DATETIME_FORMAT") if time else ""


class PieceList(ChangeList):
    def get_queryset(self, request, *args, **kwargs):
        """Authors by a query of their own: a join would be made for every row of the pages before this one, too."""
        posts = super().get_queryset(request, *args, **kwargs).for_listing()
        return posts.select_related(None).prefetch_related("author")


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        """Without a choice: everything but the trash."""
        return queryset.in_status(self.value()) if self.value() in STATES else queryset.kept()


class AuthorFilter(admin.SimpleListFilter):
    """People at the desk; to ask which of them have written reads every post."""

    title = _("author")
    parameter_name = "author"

    def lookups(self, request, model_admin):
        return [(str(user.pk), user.name) for user in User.objects.filter(is_staff=True)]

    def queryset(self, request, queryset):
        return queryset.filter(author_id=self.value()) if self.value() in dict(self.lookup_choices) else queryset


class YearFilter(admin.SimpleListFilter):
    """Instead of Django's date hierarchy, which reads every date of the table."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        dated = model_admin.model.objects.filter(kind=model_admin.kind, visibility="public", published_at__isnull=False)
        dates = dated.order_by("published_at").values_list("published_at", flat=True)
        if (earliest := dates.first()) is None:
            return []
        first, last = timezone.localtime(earliest).year, timezone.localtime(dates.last()).year
        return [(str(year), str(year)) for year in range(last, first - 1, -1)]

    def queryset(self, request, queryset):
        year = self.value()
        if year not in dict(self.lookup_choices):
            return queryset
        start, end = (timezone.make_aware(datetime(int(year) + n, 1, 1)) for n in (0, 1))
        # Every visibility there is, so that the index over it and the date can be used.
        return queryset.filter(visibility__in=Visibility.values, published_at__gte=start, published_at__lt=end)
