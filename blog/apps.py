from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")

    def ready(self):
        from config import housekeeping

        from .paper import checks, emailing, store  # noqa: F401  checks registers itself
        from .search import misses, spelling, upkeep

        housekeeping.register(store.tidy)
        housekeeping.register(emailing.forget_old)
        housekeeping.register(upkeep.repair)
        housekeeping.register(spelling.learn)
        housekeeping.register(misses.forget_old)
