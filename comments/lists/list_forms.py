"""The forms of bans and lists: one entry, the writer of a comment, many lines."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..models import ListedSource
from . import banning, pasting, sources

Kind, Effect = ListedSource.Kind, ListedSource.Effect
MOST_PASTED = 300_000  # letters


class SourceForm(forms.ModelForm):
    """One entry; what it is about is fixed once it is kept, so that the history stays true."""

    ends_at = forms.DateTimeField(
        label=_("Until"),
        required=False,
        help_text=_("Empty: for good."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"),
    )

    def clean_value(self):
        kind = self.cleaned_data.get("kind")
        return sources.spelt(kind, self.cleaned_data["value"]) if kind else self.cleaned_data["value"]


class HowForm(forms.Form):
    """What is asked of every listing."""

    lasts = forms.ChoiceField(
        label=_("For how long"), required=False, initial="30", choices=list(banning.LASTING.items())
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("For you and the other moderators."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )  # fmt: skip

    @property
    def how(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("effect", "lasts", "reason", "note")}


class BanForm(HowForm):
    what = forms.MultipleChoiceField(
        label=_("What of this comment"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    effect = forms.ChoiceField(
        label=_("What becomes of what comes next"),
        initial=Effect.REFUSE,
        choices=[(Effect.REFUSE, _("is refused (a ban)")), (Effect.SPAM, _("is spam")), (Effect.WAIT, _("waits"))],
        help_text=_(
            "Refused is only who signs in or has shown that the address is theirs. From networks and domains, which "
            "many share, it is spam then."
        ),
    )
    note = forms.CharField(
        label=_("Told to the banned"), max_length=300, required=False, help_text=_("With the end, if you refuse them."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )  # fmt: skip
    field_order = ["what", "effect", "lasts", "note", "reason"]

    def __init__(self, *args, comment, by, **options):
        super().__init__(*args, **options)
        self.by = by
        offers = banning.offered(comment)
        self.fields["what"].choices = [
            (f"{kind}:{value}", ListedSource(kind=kind, value=value, account=comment.account)) for kind, value in offers
        ]
        self.fields["what"].initial = [f"{kind}:{value}" for kind, value in offers[:1]]

    def clean(self):
        if not self.errors:
            chosen = (each.split(":", 1) for each in self.cleaned_data["what"])
            self.entries = [banning.draft(kind, value, by=self.by, **self.how) for kind, value in chosen]
            for entry in self.entries:
                try:
                    entry.clean()
                except ValidationError as error:
                    sentences = " ".join(error.messages)
                    self.add_error(None, f"{entry.get_kind_display()}: {sentences}")
        return self.cleaned_data


class PasteForm(HowForm):
    lines = forms.CharField(
        label=_("One a line"),
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField code"}),
        help_text=_(
            "Email addresses, @domain for all addresses of a domain, IP addresses and ranges like 192.0.2.0/24, "
            "domains of links with all below them, usernames. What stands behind a # is left out."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Which are"),
        required=False,
        choices=[("", _("what each line reads like")), *(row for row in Kind.choices if row[0] != Kind.NETWORK)],
    )
    effect = forms.ChoiceField(
        label=_("What comes from there"), initial=Effect.SPAM,
        choices=[row for row in Effect.choices if row[0] != Effect.REFUSE],
    )  # fmt: skip
    field_order = ["lines", "kind", "effect", "lasts", "reason"]

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        self.by = by
        self.fields["lasts"].initial = ""

    def clean(self):
        if not self.errors:
            how = {name: self.cleaned_data[name] for name in ("kind", "effect", "lasts", "reason")}
            self.sheet = pasting.read(self.cleaned_data["lines"], by=self.by, **how)
            for number, sentence in self.sheet.errors[: pasting.MOST_ERRORS]:
                self.add_error("lines", _t("Line %(number)s: %(sentence)s") % {"number": number, "sentence": sentence})
        return self.cleaned_data
