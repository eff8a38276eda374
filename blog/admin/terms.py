"""Tags, categories and series."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Category, Post, Series, Tag


class TermList(ChangeList):
    def get_results(self, request):
        """Counts the posts of the terms on this page alone, in one query that touches no post."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        counts = self.model_admin.count_posts([term.pk for term in self.result_list])
        for term in self.result_list:
            term.post_count = counts.get(term.pk, 0)


class TermAdmin(admin.ModelAdmin):
    filed = None  # the rows that say which post is filed under which term, and the column of the term
    fields = ["name", "slug", "description"]
    list_display = ["name", "slug", "posts"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["name", "slug"]
    ordering = ["name"]

    def get_changelist(self, request, **kwargs):
        return TermList

    def count_posts(self, ids) -> dict[int, int]:
        rows, column = self.filed
        rows = rows.objects.filter(**{f"{column}__in": ids}).order_by()
        return dict(rows.values_list(column).annotate(Count("pk")))

    @admin.display(description=_("posts"))
    def posts(self, term):
        return format_html('<a href="{}">{}</a>', term.get_absolute_url(), term.post_count)


@admin.register(Tag)
class TagAdmin(TermAdmin):
    filed = (Post.tags.through, "tag_id")


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    filed = (Post.categories.through, "category_id")
    fields = ["name", "parent", "slug", "description"]
    list_display = ["name", "parent", "slug", "posts"]
    list_select_related = ["parent"]


@admin.register(Series)
class SeriesAdmin(TermAdmin):
    filed = (Post, "series_id")
