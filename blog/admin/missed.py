"""What readers asked for in vain, and one click to lead it somewhere."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.admin_lookups import NarrowLookups

from ..models import MissedAddress, OldAddress, Post
from ..nearest import nearest_pieces
from ..redirects.spelling import typed, visible
from .listing import moment

SUGGESTED = 2
LEAD = ("blog.add_oldaddress", "blog.change_oldaddress")


@admin.register(MissedAddress)
class MissedAddressAdmin(NarrowLookups, admin.ModelAdmin):
    list_display = ["address", "hits", "last", "referrer", "suggestions"]
    list_display_links = None
    list_per_page = 25
    empty_value_display = ""
    show_full_result_count = False
    search_fields = ["path", "referrer"]
    actions = ["forget"]
    fields = readonly_fields = ["address", "hits", "first_at", "last_at", "referrer"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        """`forget` is enough: nothing is lost that does not come again."""
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    def get_urls(self):
        lead = path("lead/", self.admin_site.admin_view(self.lead_view), name="blog_missedaddress_lead")
        return [lead, *super().get_urls()]

    @method_decorator(require_POST)
    def lead_view(self, request):
        """A button in a row: `lead` is the number of the address and that of the piece it shall lead to."""
        if not request.user.has_perms(LEAD):
            raise PermissionDenied
        numbers = request.POST.get("lead", "").split(":")
        if len(numbers) != 2 or not all(each.isdecimal() and len(each) < 19 for each in numbers):
            return HttpResponseBadRequest("lead=<address>:<post>", content_type="text/plain")
        missed = get_object_or_404(MissedAddress, pk=numbers[0])
        post = get_object_or_404(Post.objects.published(), pk=numbers[1])
        with transaction.atomic():
            OldAddress.objects.remember(typed(missed.path), post)
            missed.delete()
        sentence = _("%(path)s leads to “%(post)s” from now on.") % {"path": missed, "post": post.headline}
        self.message_user(request, sentence, messages.SUCCESS)
        return redirect("admin:blog_missedaddress_changelist")

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Addresses not found"), **(extra_context or {})})

    @admin.action(description=_("Forget"), permissions=["delete"])
    def forget(self, request, rows):
        count, _each = rows.delete()
        sentence = ngettext("%(count)s address was forgotten.", "%(count)s addresses were forgotten.", count)
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)

    @admin.display(description=_("address"), ordering="path")
    def address(self, missed):
        return format_html('<bdi class="address">{}</bdi>', visible(missed.path))

    @admin.display(description=_("last"), ordering="last_at")
    def last(self, missed):
        return moment(missed.last_at)

    @admin.display(description=_("lead it to"))
    def suggestions(self, missed):
        button = '<button type="submit" class="lead-there" formaction="{}" name="lead" value="{}:{}">{}</button> '
        lead, add = reverse("admin:blog_missedaddress_lead"), reverse("admin:blog_oldaddress_add")
        posts = ((lead, missed.pk, post.pk, post.headline) for post in nearest_pieces(missed.path)[:SUGGESTED])
        elsewhere = format_html(
            '<a href="{}?{}">{}</a>', add, urlencode({"path": typed(missed.path)}), _("elsewhere …")
        )
        return format_html_join("", button, posts) + elsewhere
