from django.contrib import admin
from django.shortcuts import redirect

from ..models import CommentRules


@admin.register(CommentRules)
class CommentRulesAdmin(admin.ModelAdmin):
    """One row: the list leads straight to it."""

    def changelist_view(self, request, extra_context=None):
        CommentRules.objects.get_or_create(pk=1)
        return redirect("admin:comments_commentrules_change", 1)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
