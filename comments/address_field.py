from django import forms
from django.utils.translation import gettext_lazy as _


class AddressField(forms.EmailField):
    """An address that a letter is to go to."""

    def __init__(self, **options):
        options = {
            "label": _("Email"),
            "max_length": 254,
            "widget": forms.EmailInput(attrs={"autocomplete": "email"}),
            "error_messages": {
                "required": _("Please enter your email address."),
                "invalid": _("Please enter a valid email address."),
            },
        } | options
        super().__init__(**options)
