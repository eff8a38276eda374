"""Where the owner asks a second factor of staff, the desk stays closed to those who have none; nothing else does."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from . import factor

DESK = ("/admin/", "/markdownx/")
OPEN = ("/admin/login/", "/admin/logout/")


class RequiredOfStaff:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_at_the_desk = request.path_info.startswith(DESK) and not request.path_info.startswith(OPEN)
        if is_at_the_desk and request.user.is_authenticated and factor.is_lacking(request.user):
            messages.warning(request, _("The desk asks for a second factor. Set one up here, and it opens."))
            return redirect("mfa_index")
        return self.get_response(request)
