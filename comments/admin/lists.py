"""Bans and lists at the desk: entries are made, changed and ended, and stay as history."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.admin_lookups import NarrowLookups, NumberedRows

from ..lists import trying
from ..lists.list_forms import SourceForm
from ..models import AuditEntry, ListedSource
from ..moderation import changes
from .list_pages import ListPages
from .trying import Tried


class ActingFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("acting", _("in force")), ("ended", _("ended"))]

    def queryset(self, request, entries):
        return getattr(entries, self.value())() if self.value() in {"acting", "ended"} else entries


@admin.register(ListedSource)
class ListedSourceAdmin(ListPages, Tried, NumberedRows, NarrowLookups, admin.ModelAdmin):
    form = SourceForm
    fields = ["kind", "value", "effect", "note", "reason", "ends_at"]
    list_display = ["source", "effect", "until", "reason", "by", "since"]
    list_filter = [ActingFilter, "kind", "effect"]
    list_select_related = ["by", "account"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["value", "reason"]
    actions = ["end"]

    class Media:
        css = {"all": ["css/bans.css"]}

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural)} | (extra_context or {})
        )

    def get_readonly_fields(self, request, obj=None):
        return ["source", "by", "created_at"] if obj else []

    def get_fields(self, request, obj=None):
        return ["source", "effect", "note", "reason", "ends_at", "by", "created_at"] if obj else self.fields

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def save_model(self, request, obj, form, change):
        if not change:
            obj.by = request.user
            obj.enter()
            return
        super().save_model(request, obj, form, change)
        AuditEntry.objects.write(AuditEntry.Kind.LIST, changes.of_form(form), by=request.user, about=obj.pk)

    def delete_model(self, request, obj):
        AuditEntry.objects.write(AuditEntry.Kind.LIST, [("deleted", obj.kind, "")], by=request.user, about=obj.pk)
        super().delete_model(request, obj)

    def log_addition(self, *args):
        """Django's own log would keep the name; ours has the number."""

    log_change = log_deletions = log_addition

    def try_out(self, form):
        return trying.run_sources([form.instance])

    @admin.action(description=_("End now"), permissions=["change"])
    def end(self, request, entries):
        acting = list(entries.acting())
        for entry in acting:
            entry.end(by=request.user)
        text = ngettext("%s entry ended.", "%s entries ended.", len(acting)) % len(acting)
        self.message_user(request, text, messages.SUCCESS)

    @admin.display(description=_("what"), ordering="value")
    def source(self, entry):
        return format_html("{} <bdi>{}</bdi>", entry.get_kind_display(), entry.shown_value)

    @admin.display(description=_("since"), ordering="created_at")
    def since(self, entry):
        return date_format(timezone.localtime(entry.created_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("until"), ordering="ends_at")
    def until(self, entry):
        if entry.ends_at is None:
            return _("for good")
        end = date_format(timezone.localtime(entry.ends_at), "SHORT_DATETIME_FORMAT")
        return end if entry.is_acting else _t("ended %s") % end
