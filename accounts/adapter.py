"""Where allauth asks the site for its own ways."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.text import slugify

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def populate_username(self, request, user):
        """A public name made from the display name; an address would give the sign-in name away."""
        user.username = free_username(user.display_name or "reader")

    def get_from_email(self):
        return settings.DEFAULT_FROM_EMAIL


def free_username(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:50] or "reader"
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    username, number = base, 2
    while username in taken:
        username, number = f"{base}-{number}", number + 1
    return username
