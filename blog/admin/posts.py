from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Kind, Post
from ..tagging import tags_named
from .listing import AuthorFilter, StateFilter, YearFilter
from .paper_buttons import fieldset
from .pieces import PieceAdmin
from .post_form import PostForm
from .rights import may_edit_any


@admin.register(Post)
class PostAdmin(PieceAdmin):
    kind = Kind.POST
    form = PostForm
    list_display = ["headline", "state", "published", "author", "filed_under", "word_count", "changed"]
    fieldsets = [
        (None, {"fields": ["title", "body"]}),
        (
            _("Publishing"),
            {"fields": ["published_at", "expires_at", "visibility", "password", "is_pinned", "comments_open"]},
        ),
        (_("Summary and cover"), {"fields": ["summary", "cover"]}),
        (_("Filed under"), {"fields": ["tag_names", "categories", "series", "part"]}),
        (_("Address, author and language"), {"fields": ["slug", "author", "language"]}),
        fieldset(),
    ]

    def get_list_filter(self, request):
        author = [AuthorFilter] if may_edit_any(request.user) else []
        return [StateFilter, YearFilter, "categories", *author, "is_pinned"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "categories":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        if "tag_names" in form.changed_data:
            form.instance.tags.set(tags_named(form.cleaned_data["tag_names"]))
        super().save_related(request, form, formsets, change)

    @admin.display(description=_("Tags"))
    def tag_names(self, post):
        """For those who may read the form and not change it."""
        return ", ".join(post.tags.values_list("name", flat=True))

    @admin.display(description=_("categories"))
    def filed_under(self, post):
        return ", ".join(category.name for category in post.categories.all())
