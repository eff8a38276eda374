from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ..models import CommentRules, SpamFilter


@admin.register(CommentRules)
class CommentRulesAdmin(admin.ModelAdmin):
    """One row: the list leads straight to it."""

    readonly_fields = ["promises_kept"]

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

    def changelist_view(self, request, extra_context=None):
        CommentRules.objects.get_or_create(pk=1)
        return redirect("admin:comments_commentrules_change", 1)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
