"""What the site has noted down: to be read, not to be written."""

from django.contrib import admin

from config.admin_lookups import NarrowLookups

from ..models import ImportBatch, PaperFile


class RecordAdmin(NarrowLookups, admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ImportBatch)
class ImportBatchAdmin(RecordAdmin):
    list_display = ["source", "started_at", "finished_at"]


@admin.register(PaperFile)
class PaperFileAdmin(RecordAdmin):
    list_display = ["post", "state", "size", "wanted_at", "used_at"]
    list_select_related = ["post"]
    list_filter = ["state"]
