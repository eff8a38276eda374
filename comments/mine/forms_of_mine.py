"""What people type on the pages of what is theirs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..address_field import AddressField
from ..forms import GuardedForm
from ..models import Appeal, Erasure
from ..wording import clean_text, is_blank


class OwnForm(forms.Form):
    """Refused if sent from elsewhere."""

    is_foreign = False

    def clean(self):
        if self.is_foreign:
            raise ValidationError(_t("The form came from another place. Please look it over and send it again."))
        return self.cleaned_data

    @property
    def status(self) -> int:
        return 403 if self.is_foreign else 422


class AddressForm(OwnForm):
    email = AddressField()


class EraseForm(OwnForm):
    way = forms.ChoiceField(
        label=_("Your comments"),
        choices=[(way, way.label) for way in (Erasure.Way.ANONYMOUS, Erasure.Way.REMOVED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what shall become of them.")},
    )
    sure = forms.BooleanField(
        label=_("I know that nobody can bring it back."), error_messages={"required": _("Please tick this first.")}
    )


class LeaveForm(EraseForm):
    way = forms.ChoiceField(
        label=_("Your comments"),
        choices=Erasure.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what shall become of them.")},
    )


class AppealForm(GuardedForm):
    words = forms.CharField(
        label=_("To the moderators"),
        max_length=Appeal.LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("At most 1,000 letters. They are kept with the comment and never published."),
        error_messages={"required": _("Please write why.")},
    )

    def clean_words(self):
        words = clean_text(self.cleaned_data["words"])
        if is_blank(words):
            raise ValidationError(self.fields["words"].error_messages["required"], code="required")
        return words
