"""What was sent by mail, and what was not: for staff to read. Whoever complains can name an address; the log cannot."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from config.addresses import known_as

from ..models import EmailRequest
from .listing import moment
from .records import RecordAdmin

SHOWN = 40  # letters of a note in the list; the whole of it is a click away


@admin.register(EmailRequest)
class EmailRequestAdmin(RecordAdmin):
    list_display = ["asked_at", "post", "goes", "who", "state", "recipient", "opening"]
    list_display_links = ["asked_at"]
    list_select_related = ["post", "member"]
    list_filter = ["state", "is_to_friend", "with_pdf", "requested_at"]
    search_fields = ["post__title", "sender_name", "note"]
    search_help_text = _("Words of a title, a name or a note; or a whole email address, which is compared as its hash.")
    fields = readonly_fields = [
        "post", "state", "goes", "who", "recipient", "note", "choice", "with_pdf", "requested_at", "confirmed_at",
        "sent_at",
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).defer("post__body", "post__body_html", "post__contents")

    def get_search_results(self, request, rows, term):
        if "@" not in term:
            return super().get_search_results(request, rows, term)
        address = known_as(term)
        return rows.filter(address_hash=address) | rows.filter(sender_key=address), False

    @admin.display(description=_("requested"), ordering="requested_at")
    def asked_at(self, row):
        return moment(row.requested_at)

    @admin.display(description=_("note"), ordering="note")
    def opening(self, row):
        return Truncator(row.note).chars(SHOWN)

    @admin.display(description=_("goes to"), ordering="is_to_friend")
    def goes(self, row):
        return _("a friend") if row.is_to_friend else _("oneself")

    @admin.display(description=_("asked by"))
    def who(self, row):
        if row.member:
            return _("member %(name)s") % {"name": row.member.name}
        return format_html("{} <bdi>{}</bdi>", _("guest"), row.sender_name)

    @admin.display(description=_("recipient"), ordering="address_hash")
    def recipient(self, row):
        return format_html("<bdi>{}</bdi>", row.recipient_for_staff)
