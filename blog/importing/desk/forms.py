"""What staff choose: the files, and whose the posts become."""

from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from ...models import ImportJob
from . import files

MOST_FILES = 50


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = ManyFiles

    def clean(self, data, initial=None):
        uploads = [super(FilesField, self).clean(each, initial) for each in data or [None]]
        if len(uploads) > MOST_FILES:
            raise ValidationError(_("These are too many files for one import. Send them in parts."))
        return uploads


class ImportJobForm(forms.ModelForm):
    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "WordPress: the XML files of Tools → Export, all parts together. Ghost: the JSON file, or a zip with it "
            "and the content folder. Markdown: a zip."
        ),
    )
    media = forms.FileField(
        label=_("Pictures"),
        required=False,
        help_text=_(
            "A zip of the old blog's uploads folder. Without it the pictures are fetched from where they are now."
        ),
    )
    time_zone = forms.CharField(
        label=_("Time zone of the old blog"), required=False, help_text=_("Like Europe/Paris. Empty: this site's.")
    )

    class Meta:
        model = ImportJob
        fields = ["program", "uploads", "media", "time_zone", "as_drafts", "skip_samples"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["as_drafts"].help_text = _("Otherwise what was published there is published here.")
        self.fields["media"].widget.attrs["accept"] = ".zip"

    def clean_time_zone(self):
        zone = self.cleaned_data["time_zone"].strip()
        if zone and zone not in available_timezones():
            raise ValidationError(_("There is no time zone “%s”. Write it like Europe/Paris.") % zone[:60])
        return zone

    def save(self, commit=True):
        job = super().save(commit=False)
        job.files = files.keep(self.cleaned_data["uploads"])
        job.pictures = files.keep([self.cleaned_data["media"]]) if self.cleaned_data["media"] else []
        if commit:
            job.save()
        return job


class AuthorsForm(forms.Form):
    """One choice for each author of the old blog."""

    def __init__(self, job: ImportJob, data=None):
        super().__init__(data)
        people = [(user.username, str(user)) for user in User.objects.filter(is_active=True).order_by("username")[:500]]
        choices = [("", _("a new person, who cannot sign in")), *people]
        self.logins = list(job.found.get("authors", {}))
        for number, login in enumerate(self.logins):
            name = job.found["authors"][login]
            label = f"{name} ({login})" if name and name != login else login or _("nobody named")
            self.fields[f"author-{number}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=job.authors.get(login, "")
            )

    def chosen(self) -> dict[str, str]:
        pairs = ((login, self.cleaned_data[f"author-{number}"]) for number, login in enumerate(self.logins))
        return {login: username for login, username in pairs if username}
