"""Who may sign in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class SiteBackend(AuthenticationBackend):
    """By email and password. Whoever may no longer sign in is signed out with the next request, too."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not is_locked_demo(user)


def is_locked_demo(user) -> bool:
    """Accounts of the demo content sign in only while the site's address is this machine."""
    return user.is_demo and not settings.IS_LOCAL
