"""Form fields for what people say about themselves; the same in the profile, at sign-up and in the admin."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from . import avatars, names


def refuse_halves(text: str) -> None:
    """Half of a character can neither be kept nor shown."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationError(_("This holds letters that cannot be read."), code="unreadable")


class BoundedField(forms.CharField):
    """Too long is refused before anything slow is done with it; where it is cleaned, its length counts again."""

    def to_python(self, value):
        MaxLengthValidator(self.max_length)(str(value or "").strip())
        return super().to_python(value)


class NameField(BoundedField):
    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(**kwargs)

    def to_python(self, value):
        return names.clean(super().to_python(value) or "")


class WebsiteField(BoundedField, forms.URLField):
    default_validators = [
        refuse_halves,
        URLValidator(schemes=["http", "https"], message=_("Enter a web address, like https://example.org.")),
    ]

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.URLInput(attrs={"autocomplete": "url"}))
        super().__init__(assume_scheme="https", **kwargs)


class PictureInput(forms.ClearableFileInput):
    """The picture itself instead of its file's name."""

    template_name = "accounts/picture_input.html"
    clear_checkbox_label = _("Remove the picture")


class AvatarField(forms.FileField):
    """A picture of any common kind; what comes out is always a small square of our own making."""

    widget = PictureInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp"})

    def to_python(self, data):
        upload = super().to_python(data)
        return upload and avatars.square(upload)
