from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import mail
from .addresses import masked
from .admin_lookups import NarrowLookups
from .models import OutgoingMail, SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(NarrowLookups, admin.ModelAdmin):
    """One row: the list leads to it."""

    fields = ["title", "tagline", "description", "colophon", "posts_per_page", "second_factor", "time_zone"]
    readonly_fields = ["time_zone"]

    def changelist_view(self, request, extra_context=None):
        SiteSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:config_sitesettings_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(NarrowLookups, admin.ModelAdmin):
    """What became of each mail. Its words are between the site and the one who gets it, and are not shown."""

    list_display = ["subject", "to", "state", "attempts", "last_error", "created_at", "next_try_at", "sent_at"]
    list_filter = ["state", "created_at"]
    search_fields = ["subject", "recipients"]
    fields = readonly_fields = [*list_display, "key"]
    actions = ["send_again"]

    @admin.display(description=_("recipients"))
    def to(self, row):
        return ", ".join(masked(each) if row.is_discreet else each for each in row.recipients)

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again(self, request, rows):
        count = sum(mail.try_again(row) for row in rows)
        self.message_user(
            request, ngettext("%d mail is sent again.", "%d mails are sent again.", count) % count, messages.SUCCESS
        )
        if others := len(rows) - count:
            text = ngettext(
                "%d was not given up and is left alone.", "%d were not given up and are left alone.", others
            )
            self.message_user(request, text % others, messages.WARNING)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
