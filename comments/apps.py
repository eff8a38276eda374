from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Conversation")

    def ready(self):
        from blog import seams
        from config import housekeeping

        from . import campaigns, confirming, learning, networks, seam

        seams.register(seam.PostConversation())
        housekeeping.register(networks.forget_old)
        housekeeping.register(confirming.forget_old)
        housekeeping.register(campaigns.forget_old)
        housekeeping.register(learning.forget_gone.func)
        housekeeping.register(learning.draw_borders.func)
