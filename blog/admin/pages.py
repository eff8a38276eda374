from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Kind, Page
from .listing import StateFilter
from .paper_buttons import fieldset
from .pieces import PieceAdmin
from .post_form import PieceForm


@admin.register(Page)
class PageAdmin(PieceAdmin):
    kind = Kind.PAGE
    form = PieceForm
    list_display = ["headline", "state", "path", "menu_order", "author", "changed"]
    list_filter = [StateFilter]
    fieldsets = [
        (None, {"fields": ["title", "body"]}),
        (_("Place"), {"fields": ["parent", "menu_order", "slug"]}),
        (_("Publishing"), {"fields": ["published_at", "expires_at", "visibility", "password", "comments_open"]}),
        (_("Summary and cover"), {"fields": ["summary", "cover"]}),
        (_("Author and language"), {"fields": ["author", "language"]}),
        fieldset(),
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            pages = Page.objects.pages().kept().defer("body", "body_html", "contents")
            kwargs["queryset"] = pages.order_by("path")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "parent":
            field.label_from_instance = lambda page: f"/{page.path}/"
        return field
