from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import GuardedForm
from ..models import Report
from ..wording import clean_text


class ReportForm(GuardedForm):
    """Why a reader reports a comment."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is wrong with it.")},
    )
    text = forms.CharField(
        label=_("In your words, if you like"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": Report.MOST_TEXT}),
    )

    def clean_text(self):
        text = clean_text(self.cleaned_data["text"])
        if len(text) > Report.MOST_TEXT:
            message = _("This is too long: %(size)s letters, and %(most)s fit.")
            raise forms.ValidationError(message % {"size": len(text), "most": Report.MOST_TEXT})
        return text

    def refuse(self, refusal) -> None:
        """Takes back a limits.TooMany."""
        self.refusal, self.retry_after = "flood", refusal.retry_after
        self.add_error(None, refusal.message)
