from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Booklet(models.Model):
    """A booklet that a member keeps: its address, as a guest would keep it as a bookmark."""

    MOST = 50  # of one person

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="booklets")
    title = models.CharField(_("title"), max_length=120)
    query = models.CharField(_("what lies in it"), max_length=6000)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("booklet")
        verbose_name_plural = _("booklets")
        ordering = ["-updated_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "title"], name="one_booklet_per_title")]

    def __str__(self):
        return self.title
