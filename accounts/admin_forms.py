"""The forms in which staff keep accounts."""

from django import forms
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .forms import MAX_PASSWORD, PersonForm
from .models import User
from .usernames import free_username


class PersonChangeForm(PersonForm):
    password = ReadOnlyPasswordHashField(label=_("Password"))

    class Meta:
        model = User
        fields = "__all__"


class NewPasswordField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(required=False, strip=False, max_length=MAX_PASSWORD, widget=widget, **kwargs)


class PersonAddForm(PersonForm):
    avatar = None
    password1 = NewPasswordField(
        label=_("Password"), help_text=_("Leave it empty, and the person is invited by email to set their own.")
    )
    password2 = NewPasswordField(label=_("Password, once more"))

    class Meta:
        model = User
        fields = ["email", "display_name", "username", "groups"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["username"].help_text = _("Public: it stands in the author's address. Empty: made from the name.")

    def clean_username(self):
        return self.cleaned_data["username"] or free_username(self.cleaned_data.get("display_name", ""))

    def clean_password2(self):
        if self.cleaned_data["password2"] != self.cleaned_data.get("password1", ""):
            raise ValidationError(_("The two passwords are not the same."))
        return self.cleaned_data["password2"]

    def _post_clean(self):
        super()._post_clean()
        if password := self.cleaned_data.get("password1"):
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password1", error)

    def save(self, commit=True):
        self.instance.set_password(self.cleaned_data["password1"] or None)
        return super().save(commit)
