"""Tags, categories and series."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Category, Post, Series, Tag


class TermList(ChangeList):
    def get_results(self, request):
        """Counts the posts of the terms on this page alone, in one query."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        link = self.model_admin.link
        rows = Post.objects.posts().kept().filter(**{f"{link}__in": self.result_list}).order_by()
        counts = dict(rows.values_list(link).annotate(Count("pk")))
        for term in self.result_list:
            term.post_count = counts.get(term.pk, 0)


class TermAdmin(admin.ModelAdmin):
    link: str
    fields = ["name", "slug", "description"]
    list_display = ["name", "slug", "posts"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["name", "slug"]
    ordering = ["name"]

    def get_changelist(self, request, **kwargs):
        return TermList

    @admin.display(description=_("posts"))
    def posts(self, term):
        return format_html('<a href="{}">{}</a>', term.get_absolute_url(), term.post_count)


@admin.register(Tag)
class TagAdmin(TermAdmin):
    link = "tags"


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    link = "categories"
    fields = ["name", "parent", "slug", "description"]
    list_display = ["name", "parent", "slug", "posts"]
    list_select_related = ["parent"]


@admin.register(Series)
class SeriesAdmin(TermAdmin):
    link = "series"
