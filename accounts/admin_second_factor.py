"""At the desk: who has a second factor, and taking it off somebody who lost theirs."""

from allauth.account.decorators import reauthentication_required
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .second_factor import factor

TEMPLATE = "admin/accounts/user/reset_second_factor.html"


class SecondFactorAtTheDesk:
    """For PersonAdmin: only who may edit a person may do it, and not before they have shown again who they are."""

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(is_second_factor_held=factor.HELD)

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return [*shown[:-1], "has_second_factor", *shown[-1:]] if request.user.is_superuser else shown

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, person):
        return person.is_second_factor_held

    @admin.display(description=_("second factor"))
    def second_factor(self, person):
        if not person.is_second_factor_held:
            return gettext("none")
        address = reverse("admin:accounts_user_second_factor", args=[person.pk])
        return format_html('{} – <a href="{}">{}</a>', gettext("set up"), address, gettext("Take it off"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.reset_second_factor)
        return [path("<int:pk>/second-factor/", view, name="accounts_user_second_factor"), *super().get_urls()]

    @method_decorator(reauthentication_required)
    def reset_second_factor(self, request, pk):
        person = self.get_object(request, str(pk))
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if request.method == "POST":
            return self._reset(request, person)
        title = gettext("Take the second factor off")
        context = {**self.admin_site.each_context(request), "title": title, "original": person, "opts": self.opts}
        return TemplateResponse(request, TEMPLATE, context)

    def _reset(self, request, person):
        if factor.reset(person):
            self.log_change(request, person, gettext("Second factor taken off."))
            messages.success(request, gettext("The second factor of %(name)s is taken off.") % {"name": person.name})
        return redirect("admin:accounts_user_change", person.pk)

    def user_change_password(self, request, id, form_url=""):
        """One's own is changed where the present one is asked for."""
        if id == str(request.user.pk):
            return redirect("account_change_password")
        return super().user_change_password(request, id, form_url)
