from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..redirects.spelling import LONGEST_PATH, visible


class MissedAddress(models.Model):
    """A path that readers asked for and that led nowhere. Who they were is not kept."""

    path = models.CharField(_("address"), max_length=LONGEST_PATH, unique=True)
    hits = models.PositiveIntegerField(_("asked for"), default=1)
    first_at = models.DateTimeField(_("first"), default=timezone.now, db_index=True)
    last_at = models.DateTimeField(_("last"), default=timezone.now)
    referrer = models.CharField(_("linked from"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("address not found")
        verbose_name_plural = _("addresses not found")
        ordering = ["-hits", "-last_at"]

    def __str__(self):
        return visible(self.path)
