"""An account made by somebody else: its owner sets the password by a link, which confirms the address as well."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from config import mail
from config.site import absolute


def invite(person, *, by) -> None:
    args = [user_pk_to_url_str(person), default_token_generator.make_token(person)]
    url = absolute(reverse("account_reset_password_from_key", args=args))
    mail.send("invitation", person.email, {"person": person, "by": by, "url": url})
