"""Who may sign in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class SiteBackend(AuthenticationBackend):
    """By email and password. Accounts of the demo content sign in only while the site's address is this machine."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.IS_LOCAL or not user.is_demo)
