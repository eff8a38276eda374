"""The list behind the queue: Django's, but for what it would count and gather at a million comments."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from ..models import Comment
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
        # First which, by an index of comments alone: joined at once, a planner may begin with the posts, and sort all.
        self.result_list = list(self.result_list.values_list("pk", flat=True))

    @cached_property
    def rows(self) -> list[rows.Row]:
        found = {row.comment.pk: row for row in rows.of(Comment.objects.for_queue().filter(pk__in=self.result_list))}
        return [found[pk] for pk in self.result_list if pk in found]

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
