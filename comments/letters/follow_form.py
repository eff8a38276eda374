from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import GuardedForm
from ..models import HowOften


class FollowForm(GuardedForm):
    """To follow a conversation without writing; members are known already."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("Please enter a valid email address."),
        },
    )
    how_often = forms.ChoiceField(label=_("How often"), choices=HowOften.choices, initial=HowOften.AT_ONCE)

    def __init__(self, *args, account=None, **options):
        super().__init__(*args, **options)
        if account:
            del self.fields["email"]
