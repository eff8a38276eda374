from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")

    def ready(self):
        from config import housekeeping

        from .importing import picture_tasks
        from .importing.desk import files, running
        from .locks import attempts
        from .paper import carrying, checks, emailing, making_limits, store  # noqa: F401  checks registers itself
        from .redirects import missing
        from .search import misses, spelling, upkeep

        housekeeping.register(attempts.forget_old)
        housekeeping.register(store.tidy)
        housekeeping.register(making_limits.forget_old)
        housekeeping.register(emailing.forget_old)
        housekeeping.register(carrying.pick_up_forgotten)
        housekeeping.register(missing.tidy)
        housekeeping.register(picture_tasks.pick_up)
        housekeeping.register(files.tidy)
        housekeeping.register(running.pick_up)
        housekeeping.register(upkeep.repair)
        housekeeping.register(spelling.learn)
        housekeeping.register(misses.forget_old)
