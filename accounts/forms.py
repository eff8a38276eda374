"""allauth's forms in our words, and the profile."""

from allauth.account import forms as allauth_forms
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from . import avatars, names
from .fields import AvatarField, NameField, WebsiteField
from .models import User

LABELS = {
    "login": _("Email"),
    "email": _("Email"),
    "remember": _("Keep me signed in"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("Password"),
    "password2": _("Password, once more"),
}
MAX_PASSWORD, MAX_EMAIL = 500, 254


class PlainMixin:
    """Labels above the fields say it once: no placeholders. And nothing of any length."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name != "remember" and name != "display_name":
                field.validators.append(MaxLengthValidator(MAX_PASSWORD if "password" in name else MAX_EMAIL))


class LoginForm(PlainMixin, allauth_forms.LoginForm):
    pass


class SignupForm(PlainMixin, allauth_forms.SignupForm):
    display_name = NameField(label=_("Name"), help_text=_("Shown with what you write."))
    field_order = ["display_name", "email", "password1", "password2"]

    def clean_display_name(self):
        names.refuse_borrowed(self.cleaned_data["display_name"])
        return self.cleaned_data["display_name"]

    def try_save(self, request):
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # The form was sent twice, or a namesake was quicker: look again.
            self.account_already_exists = User.objects.filter(email=self.cleaned_data["email"]).exists()
            return super().try_save(request)


class AddEmailForm(PlainMixin, allauth_forms.AddEmailForm):
    pass


class ChangePasswordForm(PlainMixin, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainMixin, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordForm(PlainMixin, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainMixin, allauth_forms.ResetPasswordKeyForm):
    def save(self):
        """The link reached the person, so their address is confirmed if none was."""
        super().save()
        if not self.user.emailaddress_set.filter(verified=True).exists():
            self.user.confirm_email()


class ReauthenticateForm(PlainMixin, allauth_forms.ReauthenticateForm):
    pass


class PersonForm(forms.ModelForm):
    """What a person says about themselves, wherever it is edited."""

    display_name = NameField(label=_("Name"), help_text=_("Shown with what you write."))
    website = WebsiteField(label=_("Website"), required=False)
    avatar = AvatarField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG, GIF or WebP, up to 5 MB. It is cut to a square; location and camera data are removed."),
    )

    class Meta:
        model = User
        fields = ["display_name", "bio", "website", "avatar"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.old_avatar_name = self.instance.avatar.name

    def clean_display_name(self):
        name = self.cleaned_data["display_name"]
        if not self.instance.is_staff and name != self.instance.display_name:
            names.refuse_borrowed(name, user=self.instance)
        return name

    def save(self, commit=True):
        if self.old_avatar_name and "avatar" in self.changed_data:
            avatars.forget_file(self.instance.avatar.storage, self.old_avatar_name)
        return super().save(commit)


class ProfileForm(PersonForm):
    class Meta(PersonForm.Meta):
        widgets = {"bio": forms.Textarea(attrs={"rows": 5})}
