import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from ..models import Visibility
from ..slugs import make_slug
from ..tagging import MOST_TAGS, names_in
from .editor import Editor
from .paper_buttons import OF_A_PIECE, ButtonsField

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class PieceForm(forms.ModelForm):
    """What posts and pages share. The buttons `_publish` and `_unpublish` are part of what was said."""

    paper_buttons = ButtonsField(OF_A_PIECE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "author" in self.fields:
            people = Q(is_staff=True, is_active=True) | Q(pk=self.instance.author_id)
            self.fields["author"].queryset = User.objects.filter(people)
            self.fields["author"].required = self.instance.pk is not None  # empty: whoever writes it

        if "password" in self.fields:
            self.fields["password"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}
        for name in {"published_at", "expires_at"} & self.fields.keys():
            _name_inputs(self.fields[name])

    def clean_slug(self):
        typed = self.cleaned_data["slug"]
        if "slug" not in self.changed_data or not typed or "/" in typed:
            return typed  # the model has a word to say about slashes
        slug = make_slug(typed)
        if not slug:
            raise ValidationError(_("Write at least one letter or digit, or leave it empty."))
        return slug

    def clean_language(self):
        language = self.cleaned_data["language"]
        if language and not LANGUAGE.fullmatch(language):
            raise ValidationError(_("Write a language code such as en, de or pt-br, or leave it empty."))
        return language

    def clean(self):
        cleaned = super().clean()
        if "_publish" in self.data and "published_at" in self.fields and not self._is_out(cleaned):
            cleaned["published_at"] = timezone.now()
        if "_unpublish" in self.data and "published_at" in self.fields:
            cleaned["published_at"] = None
        if "password" in self.fields:
            self._match_password(cleaned)
        return cleaned

    def _match_password(self, cleaned) -> None:
        """One that was just typed was meant; one that stood there belongs to a choice that has been changed."""
        is_asked = cleaned.get("visibility") == Visibility.PASSWORD
        if is_asked and not cleaned.get("password") and "password" not in self.errors:
            self.add_error("password", _("Choose the password that opens it, and hand it to your readers."))
        elif not is_asked and "password" in self.changed_data and cleaned.get("password"):
            sentence = _("This password would protect nothing. Choose “whoever knows the password” above, or empty it.")
            self.add_error("password", sentence)
        elif not is_asked:
            cleaned["password"] = ""

    def _is_out(self, cleaned) -> bool:
        published_at = cleaned.get("published_at")
        return published_at is not None and published_at <= timezone.now()


class PostForm(PieceForm):
    tag_names = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text=_("Separated by commas; what does not exist yet is made."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "tag_names" in self.fields:
            self.initial["tag_names"] = ", ".join(self.instance.tags.values_list("name", flat=True))

    def clean_tag_names(self):
        names = names_in(self.cleaned_data["tag_names"])
        if len(names) > MOST_TAGS:
            raise ValidationError(_("More than %(most)s tags help nobody. Leave some out.") % {"most": MOST_TAGS})
        if any(len(name) > 120 for name in names):
            raise ValidationError(_("A tag has at most 120 letters. Is a comma missing?"))
        return names


def _name_inputs(field) -> None:
    """Django's words beside the two inputs of a moment are no labels."""
    for widget, word in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
        widget.attrs["aria-label"] = format_lazy("{}: {}", field.label, word)


def body_field(db_field):
    """Not stripped: a text may begin with spaces that mean code."""
    return db_field.formfield(widget=Editor, strip=False)
