"""What a person is told by mail after a change of how they sign in; allauth names the changes by its templates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config import mail
from config.site import absolute

SENTENCES = {
    "email_changed": _("The email address of your account was changed."),
    "email_confirm": _("The email address of your account was confirmed."),
    "email_deleted": _("An email address was removed from your account."),
    "password_changed": _("The password of your account was changed."),
    "password_reset": _("The password of your account was set anew by a link from an email."),
    "password_set": _("A password was set for your account."),
    "totp_activated": _("An authenticator app was set up for your account. Signing in asks for its code from now on."),
    "totp_deactivated": _("The authenticator app was taken off your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was removed from your account."),
    "recovery_codes_generated": _("New recovery codes were made for your account; the old ones are worth nothing now."),
    "recovery_code_used": _("A recovery code was used to confirm that it is you. Each of them is good once."),
    "wrong_codes": _("Somebody gave your password, and then ten codes that were not right. They are kept out for now."),
    "second_factor_reset": _(
        "Your second factor was taken off by those who keep the site, and you are signed out everywhere. "
        "Your password is enough to sign in; set a second factor up again."
    ),
}
# Whoever is signed in elsewhere came in without the new factor, or by the old one.
ENDING_OTHER_SESSIONS = {"totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed"}


def tell(change: str, person, context=None, email=None) -> None:
    sentence = SENTENCES.get(change, _("The way you sign in to your account was changed."))
    reset_url = absolute(reverse("account_reset_password"))
    facts = {**(context or {}), "user": person, "change": sentence, "reset_url": reset_url}
    mail.send("account_change", email or person.email, facts)
