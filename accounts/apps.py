from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from config import housekeeping

        from . import sessions
        from .second_factor import codes

        housekeeping.register(sessions.forget_ended)
        housekeeping.register(codes.forget_old)
