"""The addresses that the conversation writes to, and those that it must not write to any more."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.admin_lookups import NarrowLookups

from ..models import Correspondent


@admin.register(Correspondent)
class CorrespondentAdmin(NarrowLookups, admin.ModelAdmin):
    list_display = ["email", "stopped", "confirmed_at", "created_at"]
    list_filter = ["stopped", "confirmed_at"]
    search_fields = ["email"]
    fields = readonly_fields = [*list_display, "asked_at"]
    actions = ["lift"]

    @admin.action(description=_("Write to them again"), permissions=["change"])
    def lift(self, request, people):
        stopped = people.exclude(stopped="")
        count = len([person.lift() for person in stopped])
        text = ngettext("%d address gets mail again.", "%d addresses get mail again.", count) % count
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
