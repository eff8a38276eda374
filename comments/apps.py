from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Conversation")

    def ready(self):
        from blog import seams
        from config import housekeeping, mail

        from . import campaigns, learning, limits, networks, seam, stamps
        from .letters import bounces, handing, subscriptions, writing
        from .mine import confirming
        from .moderation import purging

        seams.register(seam.PostConversation())
        mail.writers[handing.WRITER] = writing.write
        bounces.listen()
        housekeeping.register(networks.forget_old)
        housekeeping.register(confirming.forget_old)
        housekeeping.register(stamps.forget_old)
        housekeeping.register(limits.forget_withdrawn)
        housekeeping.register(campaigns.forget_old)
        housekeeping.register(handing.hand_over_due)
        housekeeping.register(handing.forget_old)
        housekeeping.register(subscriptions.forget_unconfirmed)
        housekeeping.register(purging.purge)
        housekeeping.register(learning.forget_gone.func)
        housekeeping.register(learning.study_imported.func)
        housekeeping.register(learning.draw_borders.func)
