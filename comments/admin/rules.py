from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from .. import learning
from ..lists import trying_rules
from ..models import AuditEntry, CommentRules, SpamFilter
from ..moderation import changes, purging
from . import spam_report
from .trying import Tried

# As the day of a moderator goes. A setting stands here from the day it does something.
SECTIONS = [
    (_("Writing"), {"fields": [
        "who_may_write", "require_name_email", "offer_memory", "open_on_new_posts", "close_after_days", "is_read_only",
        "read_only_reason",
    ]}),
    (_("What waits"), {"fields": [
        "all_wait", "hold_after_days", "first_comment_waits", "trust_after", "trust_lasts_days", "max_links",
        "moderation_words",
    ]}),
    (_("What is spam"), {"fields": [
        "disallowed_words", "publish_unknown", "good_lost_of", "spam_shown_percent", "promises_kept",
    ]}),
    (_("Slow down"), {"fields": ["flood_seconds", "flood_per_hour"]}),
    (_("How it is read"), {"fields": [
        "order", "opens_on_last_page", "threads_per_page", "depth", "show_pictures", "readers_may_report",
    ]}),
    (_("Mail"), {"fields": ["notify_author", "notify_moderators", "offer_subscriptions", "tell_writers"]}),
    (_("What is kept"), {"fields": ["keep_spam_days", "keep_trash_days", "purge_due", "keep_network_days"]}),
]  # fmt: skip


@admin.register(CommentRules)
class CommentRulesAdmin(Tried, admin.ModelAdmin):
    """One row: the list leads straight to it."""

    readonly_fields = ["promises_kept", "purge_due"]
    fieldsets = [section for section in SECTIONS if section[1]["fields"]]

    class Media:
        css = {"all": ["css/bans.css", "css/spam-filter.css"]}

    @admin.display(description=_("would go today"))
    def purge_due(self, rules):
        return purging.sentence(CommentRules.load())

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        AuditEntry.objects.write(AuditEntry.Kind.RULES, changes.of_form(form), by=request.user)

    def try_out(self, form):
        return trying_rules.try_out(form.instance, form.changed_data)

    @admin.display(description=_("how the promises are kept"))
    def promises_kept(self, rules):
        keeper = SpamFilter.load()
        facts = {"good": keeper.good, "lost": keeper.good_lost, "spam": keeper.spam, "shown": keeper.spam_shown}
        said = _(
            "Of your latest decisions, judged as if they were not known: %(lost)s of %(good)s good comments would have "
            "been taken for spam, %(shown)s of %(spam)s spam comments would have appeared."
        )
        if not keeper.is_settled:
            said = _(
                "Too few decisions yet (%(good)s good comments, %(spam)s of spam): the filter speaks only where there "
                "is next to no doubt."
            )
        return said % facts

    def render_change_form(self, request, context, **options):
        context["report"] = spam_report.of(CommentRules.load())
        return super().render_change_form(request, context, **options)

    def get_urls(self):
        imports = self.admin_site.admin_view(self.learn_imports)
        return [path("imports/", imports, name="comments_commentrules_imports"), *super().get_urls()]

    @method_decorator(require_POST)
    def learn_imports(self, request):
        """Whether states that were imported teach as decisions do; a task sees to it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        learns = request.POST.get("learn") == "1"
        SpamFilter.objects.update_or_create(pk=1, defaults={"learns_imports": learns})
        learning.study_imported.enqueue()
        said = (
            _("The spam filter learns what was imported.")
            if learns
            else _("The spam filter forgets what was imported.")
        )
        messages.success(request, said)
        return redirect("admin:comments_commentrules_change", 1)

    def changelist_view(self, request, extra_context=None):
        CommentRules.objects.get_or_create(pk=1)
        return redirect("admin:comments_commentrules_change", 1)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
