from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.files.storage import default_storage
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from config.admin_lookups import NarrowLookups

from .. import pictures
from ..models import PaperSettings, Picture, Post

WORDS = ["alt", "caption", "credit"]


class NewPictureForm(forms.ModelForm):
    """The ordinary way in, without script: through the same intake as the editor's."""

    # Not the model's field: the intake is the one that reads the file.
    upload = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": "image/*"}))

    def clean_upload(self):
        return pictures.prepare(self.cleaned_data["upload"])


class AltFilter(admin.SimpleListFilter):
    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", _("missing")), ("there", _("there"))]

    def queryset(self, request, queryset):
        cases = {"missing": queryset.filter(alt=""), "there": queryset.exclude(alt="")}
        return cases.get(self.value(), queryset)


class PictureList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        ids = [picture.pk for picture in self.result_list]
        for model, column, name in ((Post.pictures.through, "picture_id", "shown_by"), (Post, "cover_id", "covers")):
            rows = model.objects.filter(**{f"{column}__in": ids}).order_by()
            counts = dict(rows.values_list(column).annotate(Count("pk")))
            for picture in self.result_list:
                setattr(picture, name, counts.get(picture.pk, 0))


@admin.register(Picture)
class PictureAdmin(NarrowLookups, admin.ModelAdmin):
    list_display = ["thumbnail", "alt", "measures", "uses", "uploaded_by", "created_at"]
    list_display_links = ["thumbnail", "alt"]
    list_filter = [AltFilter]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["alt", "caption", "credit", "file"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_object(self, request, *args, **kwargs):
        picture = super().get_object(request, *args, **kwargs)
        if picture:
            picture.seen_by = request.user
        return picture

    def get_changelist(self, request, **kwargs):
        return PictureList

    def get_fields(self, request, obj=None):
        return [*WORDS, "large", "markdown", "measures", "used_in", "uploaded_by"] if obj else ["upload", *WORDS]

    def get_readonly_fields(self, request, obj=None):
        return ["large", "markdown", "measures", "used_in", "uploaded_by"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs["form"] = NewPictureForm
        return super().get_form(request, obj, change=change, **kwargs)

    def has_change_permission(self, request, obj=None):
        allowed = obj is None or pictures.may_describe(request.user, obj)
        return super().has_change_permission(request, obj) and allowed

    def has_delete_permission(self, request, obj=None):
        """What a post or every sheet shows stays."""
        return super().has_delete_permission(request, obj) and (obj is None or not _is_used(obj))

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        words = {name: form.cleaned_data[name] for name in WORDS}
        form.instance = pictures.keep(form.cleaned_data["upload"], by=request.user, **words)
        form.save_m2m = lambda: None
        return form.instance

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        pictures.remove(obj)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return _shown(picture, "thumbnail", "480")

    @admin.display(description=_("picture"))
    def large(self, picture):
        return _shown(picture, "picture-large", "1200")

    @admin.display(description=_("to show it in a text, write"))
    def markdown(self, picture):
        return format_html("<code>{}</code>", pictures.markdown_for(picture, picture.alt, picture.caption))

    @admin.display(description=_("measures"))
    def measures(self, picture):
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("used in"))
    def uses(self, picture):
        return picture.shown_by + picture.covers

    @admin.display(description=_("used in"))
    def used_in(self, picture):
        posts = _posts_with(picture).visible_to(picture.seen_by).select_related("parent")[:100]
        rows = [(post.get_absolute_url(), post.headline) for post in posts]
        if _is_logo(picture):
            rows.insert(0, (reverse("admin:blog_papersettings_change", args=[1]), _("the head of every sheet")))
        return format_html_join(", ", '<a href="{}">{}</a>', rows) or "–"


def _is_used(picture) -> bool:
    return _is_logo(picture) or _posts_with(picture).exists()


def _is_logo(picture) -> bool:
    return PaperSettings.objects.filter(logo=picture).exists()


def _posts_with(picture):
    return (Post.objects.filter(pictures=picture) | Post.objects.filter(cover=picture)).distinct()


def _shown(picture, css_class: str, width: str):
    url = default_storage.url(picture.sizes.get(width, picture.file.name))
    return format_html('<img class="{}" src="{}" alt="{}" loading="lazy">', css_class, url, str(picture))
