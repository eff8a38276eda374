"""Locks on threads and posts: put on with a reason, lifted by a button, and kept as the record of both."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ..models import Lock


class HoldingFilter(admin.SimpleListFilter):
    title, parameter_name = _("state"), "state"

    def lookups(self, request, model_admin):
        return [("holding", _("holding")), ("lifted", _("lifted"))]

    def queryset(self, request, locks):
        return {"holding": locks.holding(), "lifted": locks.exclude(lifted_at=None)}.get(self.value(), locks)


@admin.register(Lock)
class LockAdmin(admin.ModelAdmin):
    """Nobody edits a lock: it is put on, and it is lifted."""

    list_display = ["place", "reason", "by", "created_at", "lifted_by", "lifted_at"]
    list_display_links = ["place"]
    list_filter = [HoldingFilter]
    list_select_related = ["post", "comment", "by", "lifted_by"]
    search_fields = ["reason", "post__title", "comment__name"]
    show_full_result_count = False
    raw_id_fields = ["post", "comment"]
    fields = ["comment", "post", "reason"]
    record = ["place", "reason", "by", "created_at", "lifted_by", "lifted_at"]
    actions = ["lift"]

    @admin.display(description=_("what is locked"))
    def place(self, lock):
        words = _("The thread of %(name)s on “%(post)s”") if lock.comment else "%(post)s"
        names = {"name": lock.comment and lock.comment.name, "post": lock.post.headline}
        return format_html("<b>{}</b>", str(words) % names)

    def get_urls(self):
        lift = self.admin_site.admin_view(self.lift_view)
        return [path("<int:pk>/lift/", lift, name="comments_lock_lift"), *super().get_urls()]

    def get_fields(self, request, obj=None):
        return self.record if obj else self.fields

    def get_readonly_fields(self, request, obj=None):
        return self.record if obj else []

    def save_model(self, request, lock, form, change):
        lock.by = request.user
        super().save_model(request, lock, form, change)

    @admin.action(description=_("Lift"), permissions=["moderate"])
    def lift(self, request, locks):
        lifted = sum(lock.lift(by=request.user) for lock in locks)
        self.message_user(request, ngettext("%s lock lifted.", "%s locks lifted.", lifted) % lifted, messages.SUCCESS)

    @method_decorator(require_POST)
    def lift_view(self, request, pk):
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        lock = get_object_or_404(Lock, pk=pk)
        if lock.lift(by=request.user):
            self.log_change(request, lock, str(_("Lifted.")))
        return redirect(reverse("admin:comments_lock_change", args=[pk]))

    def has_moderate_permission(self, request):
        return request.user.has_perm("comments.moderate_comment")

    def has_module_permission(self, request):
        return self.has_moderate_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.has_moderate_permission(request)

    def has_add_permission(self, request):
        return self.has_moderate_permission(request)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
