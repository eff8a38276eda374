from allauth.account.decorators import secure_admin_login
from allauth.account.utils import get_next_redirect_url
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    """Django's admin, signed in to by the site's own door, so that nothing goes round it."""

    site_header = site_title = "Broadsheet"
    index_title = _("The desk")
    enable_nav_sidebar = True

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        """Django's own form is never reached: it would let somebody signed in become somebody else by password."""
        return redirect(get_next_redirect_url(request) or "admin:index")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def get_urls(self):
        """Django's own `view_on_site` leads any staff member to anything."""
        ours = path(
            "r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site"
        )
        return [ours, *(each for each in super().get_urls() if getattr(each, "name", "") != ours.name)]

    def view_on_site(self, request, content_type_id, object_id):
        """From the desk to the page of something that this person sees at the desk."""
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if not self.is_registered(model) or not hasattr(model, "get_absolute_url"):
            raise Http404
        model_admin = self.get_model_admin(model)
        found = model_admin.get_object(request, object_id)
        if found is None or not model_admin.has_view_permission(request, found):
            raise Http404
        return redirect(found.get_absolute_url())
