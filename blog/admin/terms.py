"""Tags, categories and series."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from config.admin_lookups import NarrowLookups

from ..models import Category, Post, Series, Tag
from .paper_buttons import OF_A_CATEGORY, ButtonsField, fieldset
from .rights import may_edit_any


class CategoryForm(forms.ModelForm):
    paper_buttons = ButtonsField(OF_A_CATEGORY)


class TermList(ChangeList):
    def get_results(self, request):
        """Counts the posts of the terms on this page alone, in one query."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        counts = self.model_admin.count_posts(request.user, [term.pk for term in self.result_list])
        for term in self.result_list:
            term.post_count = counts.get(term.pk, 0)


class TermAdmin(NarrowLookups, admin.ModelAdmin):
    filed = None  # the rows that say which post is filed under which term, and the columns of the two
    fields = ["name", "slug", "description"]
    list_display = ["name", "slug", "posts"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["name", "slug"]
    ordering = ["name"]

    def get_changelist(self, request, **kwargs):
        return TermList

    def count_posts(self, user, ids) -> dict[int, int]:
        """Of the posts that this person may open; for editors, who may open all, no post is touched."""
        rows, term, post = self.filed
        rows = rows.objects.filter(**{f"{term}__in": ids}).order_by()
        if not may_edit_any(user):
            rows = rows.filter(**{f"{post}__in": Post.objects.visible_to(user).values("pk")})
        return dict(rows.values_list(term).annotate(Count("pk")))

    @admin.display(description=_("posts"))
    def posts(self, term):
        return format_html('<a href="{}">{}</a>', term.get_absolute_url(), term.post_count)


@admin.register(Tag)
class TagAdmin(TermAdmin):
    filed = (Post.tags.through, "tag_id", "post_id")


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    filed = (Post.categories.through, "category_id", "post_id")
    form = CategoryForm
    fields = None
    fieldsets = [(None, {"fields": ["name", "parent", "slug", "description"]}), fieldset()]
    list_display = ["name", "parent", "slug", "posts"]
    list_select_related = ["parent"]


@admin.register(Series)
class SeriesAdmin(TermAdmin):
    filed = (Post, "series_id", "pk")
