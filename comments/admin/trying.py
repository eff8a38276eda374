"""“Try” beside “Save”: what the typed rules would have hit; nothing is saved, and what was typed stays."""

from django.contrib.admin import helpers
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _


class Tried:
    """For a ModelAdmin that says in `try_out(form)` what the typed rules would have hit."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_try" in request.POST:
            return self._try(request, object_id, form_url)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _try(self, request, object_id, form_url):
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and obj is None:
            raise Http404
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            raise PermissionDenied
        fieldsets = self.get_fieldsets(request, obj)
        fields = flatten_fieldsets(fieldsets)
        form = self.get_form(request, obj, change=bool(obj), fields=fields)(request.POST, instance=obj)
        outcome = self.try_out(form) if form.is_valid() else None
        context = self._page_again(request, obj, form, fieldsets) | {"outcome": outcome, "object_id": object_id}
        return self.render_change_form(request, context, add=not obj, change=bool(obj), obj=obj, form_url=form_url)

    def _page_again(self, request, obj, form, fieldsets) -> dict:
        """As Django shows a form that was not taken."""
        read_only = self.get_readonly_fields(request, obj)
        admin_form = helpers.AdminForm(form, list(fieldsets), {}, read_only, model_admin=self)
        return {
            **self.admin_site.each_context(request),
            "title": (_("Change %s") if obj else _("Add %s")) % self.opts.verbose_name,
            "adminform": admin_form,
            "original": obj,
            "media": self.media + admin_form.media,
            "inline_admin_formsets": [],
            "errors": helpers.AdminErrorList(form, []),
            "preserved_filters": self.get_preserved_filters(request),
            "is_popup": False,
        }
