"""Where allauth asks the site for its own ways."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from config import mail
from config.site import absolute

from . import changes, sessions
from .models import User
from .signing_in import is_locked_demo
from .usernames import free_username

DEMO_ONLY_HERE = _("Accounts of the demo content sign in on their own machine only.")
WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The email address or the password is not right."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
    }

    # --- who comes in, and where to

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        return None if user and is_locked_demo(user) else user

    def pre_login(self, request, user, **facts):
        """A passkey comes here without having been to `authenticate`."""
        if is_locked_demo(user):
            self.add_message(request, messages.ERROR, message=DEMO_ONLY_HERE)
            return redirect("account_login")
        return super().pre_login(request, user, **facts)

    def post_login(self, request, user, **facts):
        response = super().post_login(request, user, **facts)
        sessions.note(request)
        return response

    def get_reauthentication_methods(self, user):
        return [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def get_login_redirect_url(self, request):
        return reverse("admin:index") if request.user.is_staff else super().get_login_redirect_url(request)

    def is_safe_url(self, url):
        hosts = {self.request.get_host(), urlsplit(settings.SITE_URL).netloc}
        return url_has_allowed_host_and_scheme(url, hosts, require_https=settings.IS_SECURE)

    def get_client_ip(self, request):
        """config.proxies has settled who asks."""
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"

    # --- new people

    def save_user(self, request, user, form, commit=True):
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)

    def populate_username(self, request, user):
        """A public name made from the display name; an address would give the sign-in name away."""
        user.username = free_username(user.display_name)

    def confirm_email(self, request, email_address):
        """An address that another account was opened with meanwhile stays with that account."""
        others = User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id)
        if others.exists():
            context = {"email": email_address.email}
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", context)
            return False
        return super().confirm_email(request, email_address)

    # --- mail, by the site's outbox and with the site's address, whatever host the request came by

    def send_mail(self, template_prefix, email, context):
        mail.send(template_prefix.rpartition("/")[2].removesuffix("_signup"), email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """allauth calls it after every change of how somebody signs in."""
        change = template_prefix.rpartition("/")[2]
        if change in changes.ENDING_OTHER_SESSIONS:
            sessions.end_others(self.request)
        changes.tell(change, user, context, email)

    def get_email_confirmation_url(self, request, emailconfirmation):
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key):
        uid, _dash, token = key.partition("-")
        return absolute(reverse("account_reset_password_from_key", args=[uid, token]))

    def send_account_already_exists_mail(self, email):
        self.send_mail("account_already_exists", email, {"reset_url": absolute(reverse("account_reset_password"))})
