from django.contrib import admin

from ..models import Erasure


@admin.register(Erasure)
class ErasureAdmin(admin.ModelAdmin):
    """The log: nobody edits it."""

    list_display = ["erased_at", "way", "count", "with_account", "address_hash"]
    list_filter = ["way", "with_account"]
    search_fields = ["address_hash"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
