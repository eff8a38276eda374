"""Old addresses, where they lead, and who still asks for them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from config.admin_lookups import NarrowLookups

from ..models import GOALS, Code, OldAddress
from ..redirects import pointing
from ..redirects.spelling import LONGEST_TARGET, plain, typed, visible
from .listing import STATES, moment
from .sheets import SheetPages

TERMS = Q(tag__isnull=False) | Q(category__isnull=False) | Q(series__isnull=False)
KINDS = {
    "post": (_("a post or page"), Q(post__isnull=False)),
    "picture": (_("a picture"), Q(picture__isnull=False)),
    "term": (_("a tag, category or series"), TERMS),
    "address": (_("a fixed address"), ~Q(target="")),
    "gone": (_("nowhere: gone"), Q(code=Code.GONE)),
}


class RedirectForm(forms.ModelForm):
    leads_to = forms.CharField(
        label=_("Leads to"),
        required=False,
        max_length=LONGEST_TARGET,
        widget=admin.widgets.AdminTextInputWidget,
        help_text=_(
            "A path of this site, like /about/, or another site’s address with https://. A post, page, picture, tag, "
            "category or series is followed wherever it moves. Empty for what is gone."
        ),
    )

    class Meta:
        model = OldAddress
        fields = ["path", "leads_to", "code"]
        help_texts = {
            "path": _(
                "The path that people still ask for, like /2012/03/tides.html or /?p=12; a full address will do."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {"path": typed(self.instance.path), "leads_to": pointing.where(self.instance)}

    def clean(self):
        said = self.cleaned_data = super().clean()
        if self.errors:
            return said
        try:
            row = pointing.pointed(said["path"], said["leads_to"], said["code"])
        except ValidationError as error:
            for field, sentences in error.message_dict.items():
                self.add_error({"target": "leads_to"}.get(field, field), sentences)
            return said
        for name, value in row.leading.items():
            setattr(self.instance, name, value)
        return said | {"path": row.path}


class KindFilter(admin.SimpleListFilter):
    title = _("leads to")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _rows) in KINDS.items()]

    def queryset(self, request, rows):
        return rows.filter(KINDS[self.value()][1]) if self.value() in KINDS else rows


class UseFilter(admin.SimpleListFilter):
    title = _("asked for")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("never", _("never")), ("yes", _("at least once"))]

    def queryset(self, request, rows):
        return {"never": rows.filter(hits=0), "yes": rows.filter(hits__gt=0)}.get(self.value(), rows)


@admin.register(OldAddress)
class OldAddressAdmin(SheetPages, NarrowLookups, admin.ModelAdmin):
    form = RedirectForm
    list_display = ["address", "where", "code_number", "hits", "last_hit"]
    list_filter = [KindFilter, UseFilter]
    list_per_page = 50
    empty_value_display = ""
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["path", "target", "post__slug"]

    def get_queryset(self, request):
        texts = [f"post__{name}" for name in ("body", "body_html", "contents")]
        return super().get_queryset(request).select_related(*GOALS).defer(*texts)

    def get_fields(self, request, obj=None):
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return ["path", "leads_to", "code"] if may_write else ["address", "where", "code"]

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.get_fields(request, obj) if name in {"address", "where"}]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Redirects"), **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        pointing.keep(obj)
        if pointing.stands_there([obj.path]):
            sentence = _("A page of the site may answer at this address. While it does, the redirect waits.")
            self.message_user(request, sentence, messages.WARNING)

    @admin.display(description=_("old address"), ordering="path")
    def address(self, old):
        return format_html('<bdi class="address">{}</bdi>', visible(old.path))

    @admin.display(description=_("how"), ordering="code")
    def code_number(self, old):
        return old.code

    @admin.display(description=_("last hit"), ordering="last_hit_at")
    def last_hit(self, old):
        return moment(old.last_hit_at)

    @admin.display(description=_("leads to"))
    def where(self, old):
        """What nobody else may open is marked, since strangers get a 404 there."""
        if not (address := pointing.where(old)):
            return _("gone")
        hidden = old.post and not old.post.is_published
        note = format_html(' <span class="state">{}</span>', STATES[old.post.status]) if hidden else ""
        return format_html('<a class="address" href="{}"><bdi>{}</bdi></a>{}', address, visible(plain(address)), note)
