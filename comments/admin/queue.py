"""The list behind the queue: Django's, but for what it would count and gather at a million comments."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from . import rows, tabs


class ShortPaginator(Paginator):
    """Counts, and leads, no further than the tabs do."""

    @cached_property
    def counted(self) -> int:
        return tabs.count(self.object_list)

    @property
    def count(self) -> int:
        return min(self.counted, tabs.COUNTED)

    @property
    def said(self) -> str:
        return tabs.said(self.counted)


class Queue(ChangeList):
    def get_results(self, request):
        if self.show_all:  # as many at once as one act is made for
            self.show_all, self.list_per_page = False, self.list_max_show_all
        super().get_results(request)

    @cached_property
    def rows(self) -> list[rows.Row]:
        return rows.of(self.result_list)

    @property
    def narrowings(self) -> list[dict]:
        """What it is narrowed to besides its tab, each with the address without it."""
        chosen = [spec for spec in self.filter_specs if spec.label and spec.value()]
        return [{"title": spec.title, "label": spec.label, "without": spec.without(self)} for spec in chosen]

    @property
    def newer(self) -> str:
        return self.get_query_string({"p": self.page_num - 1}) if self.page_num > 1 else ""

    @property
    def older(self) -> str:
        is_last = self.page_num >= self.paginator.num_pages
        return "" if is_last else self.get_query_string({"p": self.page_num + 1})

    @property
    def many(self) -> str:
        """The same with as many as can be decided at once."""
        is_long = self.multi_page and self.list_per_page < self.list_max_show_all
        return self.get_query_string({"all": ""}, ["p"]) if is_long else ""
