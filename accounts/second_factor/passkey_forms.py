"""allauth's forms for passkeys. What a browser sends is read with distrust: it may not come from one."""

import struct
from contextlib import contextmanager

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..fields import NameField
from . import factor

LONGEST_ANSWER = 20_000
# What the libraries that take an answer apart raise where it is none.
BROKEN = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RuntimeError, struct.error)


class AnswerField(forms.JSONField):
    """Numbers and base64: nothing of a true answer is outside ASCII or escaped."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value):
        text = str(value or "")
        if len(text) > LONGEST_ANSWER or not text.isascii() or "\\" in text:
            raise get_adapter().validation_error("incorrect_passkey")
        try:
            answer = super().to_python(value)
        except RecursionError as error:
            raise get_adapter().validation_error("incorrect_passkey") from error
        if answer is not None and not isinstance(answer, dict):
            raise get_adapter().validation_error("incorrect_passkey")
        return answer

    def bound_data(self, data, initial):
        """An answer is good once: it does not come back with the form."""
        return

    def prepare_value(self, value):
        return ""


class PasskeyName(NameField):
    def __init__(self):
        help_text = _("So that you know it again: “Phone”, “Key on my key ring”.")
        super().__init__(label=_("Name"), max_length=60, help_text=help_text, widget=forms.TextInput())


@contextmanager
def distrust():
    """Refused in one sentence whatever is wrong with it, but for who comes too often."""
    try:
        yield
    except ValidationError as error:
        if error.code == "too_many_login_attempts":
            raise
        raise get_adapter().validation_error("incorrect_passkey") from error
    except BROKEN as error:
        raise get_adapter().validation_error("incorrect_passkey") from error


class AddForm(allauth_forms.AddWebAuthnForm):
    name = PasskeyName()
    credential = AnswerField()
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        required=False,
        initial=True,
        help_text=_("It asks for your finger, face or PIN then. Untick it for a plain security key."),
    )

    def clean(self):
        if not factor.passkeys_are_possible():
            raise get_adapter().validation_error("passkeys_impossible")
        with distrust():
            return super().clean()


class RenameForm(allauth_forms.EditWebAuthnForm):
    name = PasskeyName()


class Answer:
    """The credential is looked at by allauth's form, with distrust."""

    def clean_credential(self):
        with distrust():
            return super().clean_credential()


class AuthenticateForm(Answer, allauth_forms.AuthenticateWebAuthnForm):
    credential = AnswerField()


class ReauthenticateForm(Answer, allauth_forms.ReauthenticateWebAuthnForm):
    credential = AnswerField()


class LoginForm(Answer, allauth_forms.LoginWebAuthnForm):
    credential = AnswerField()
