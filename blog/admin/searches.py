"""What readers looked for and did not find: a list of wishes, to be answered or forgotten."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import SearchMiss
from .records import RecordAdmin


@admin.register(SearchMiss)
class SearchMissAdmin(RecordAdmin):
    list_display = ["words", "times", "last_at", "look_again"]
    list_display_links = None
    list_per_page = 100
    search_fields = ["words"]
    actions = ["forget"]

    def get_actions(self, request):
        """Forgetting takes the place of Django's own deletion, which asks for a page of confirmation."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=_("now"))
    def look_again(self, miss):
        address = f"{reverse('blog:search')}?{urlencode({'q': miss.words})}"
        return format_html('<a href="{}">{}</a>', address, _("Search again"))

    @admin.action(description=_("Forget"), permissions=["forget"])
    def forget(self, request, misses):
        count = misses.delete()[0]
        self.message_user(request, ngettext("%d was forgotten.", "%d were forgotten.", count) % count, messages.SUCCESS)

    def has_forget_permission(self, request):
        return request.user.has_perm("blog.delete_searchmiss")
