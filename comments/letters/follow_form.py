from django import forms
from django.utils.translation import gettext_lazy as _

from ..address_field import AddressField
from ..forms import GuardedForm
from ..models import HowOften


class FollowForm(GuardedForm):
    """To follow a conversation without writing; members are known already."""

    email = AddressField()
    how_often = forms.ChoiceField(label=_("How often"), choices=HowOften.choices, initial=HowOften.AT_ONCE)

    def __init__(self, *args, account=None, **options):
        super().__init__(*args, **options)
        if account:
            del self.fields["email"]
