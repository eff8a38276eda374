from django import forms
from django.utils.translation import gettext_lazy as _


class SignupForm(forms.Form):
    """The field that our sign-up has beside allauth's own."""

    display_name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Shown with what you write."))
    field_order = ["display_name", "email", "password1", "password2"]

    def signup(self, request, user):
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])
