"""Where allauth's second factor asks the site for its own ways."""

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from config.models import SiteSettings

from .. import devices
from . import secrets

QUIET_ZONE = 4
QR = (
    '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">'
    '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" shape-rendering="crispEdges" d="{2}"/></svg>'
)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes of an app change every half minute, and each is good once."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
        "incorrect_passkey": _("This passkey was not accepted. Try again, or use another way."),
        "passkeys_impossible": _("Passkeys do not work at this address."),
    }

    def encrypt(self, text):
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text):
        return secrets.decrypt(encrypted_text)

    def generate_authenticator_name(self, user, type):
        """A key is known again by where it was made."""
        return devices.in_words(context.request.headers.get("User-Agent", ""))

    def build_totp_svg(self, url):
        """Black on white at night too, and without a style attribute, which the site's policy would refuse."""
        code = qrcode.QRCode(border=QUIET_ZONE)
        code.add_data(url)
        rows = code.get_matrix()
        dots = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
        return format_html(QR, len(rows), _("QR code for your authenticator app"), "".join(dots))

    def get_public_key_credential_rp_entity(self):
        """A passkey belongs to the site's own address, whatever host the request came by."""
        return {"id": settings.SITE_HOST, "name": self._get_site_name()}

    def _get_site_name(self):
        return SiteSettings.load().title
