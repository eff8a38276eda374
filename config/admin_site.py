from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    """Django's admin, signed in to by the site's own door, so that nothing goes round it."""

    site_header = site_title = "Broadsheet"
    index_title = _("The desk")
    enable_nav_sidebar = True

    login = method_decorator(secure_admin_login)(admin.AdminSite.login)
