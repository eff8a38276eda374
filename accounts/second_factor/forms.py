"""allauth's forms for typed codes, with the site's own count of wrong ones."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.networks import network_of

from .. import changes
from . import codes

LONGEST = 40


class CodeField:
    """One label, one place to type; the phone may fill it in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.max_length = self.label, LONGEST
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": self.keyboard, "maxlength": LONGEST}


class CountedCode(CodeField):
    label, keyboard = _("Code from your app, or a recovery code"), "numeric"

    def clean_code(self):
        attempt = codes.attempt(self.user, network_of(context.request.META.get("REMOTE_ADDR", "")))
        if attempt.wait:
            raise ValidationError(codes.too_many(attempt.wait), code="limited", params={"wait": attempt.wait})
        try:
            code = self._fitting_code()
        except ValidationError:
            if attempt.is_suspicious:
                changes.tell("wrong_codes", self.user)
            raise
        attempt.succeed()
        return code

    def _fitting_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not codes.spend(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def save(self):
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            changes.tell("recovery_code_used", self.user)


class AuthenticateForm(CountedCode, base_forms.AuthenticateForm):
    pass


class ReauthenticateForm(CountedCode, base_forms.ReauthenticateForm):
    pass


class ActivateAppForm(CodeField, app_forms.ActivateTOTPForm):
    label, keyboard = _("The code that the app shows now"), "numeric"

    def clean_code(self):
        code = super().clean_code()
        codes.spend(self.user, code)
        return code
