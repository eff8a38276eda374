from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BlockedAddress(models.Model):
    """Who wants no letters that others ask for. Nobody can read here who it is: of the address a keyed hash is kept."""

    address_hash = models.CharField(primary_key=True, max_length=32, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("blocked address")
        verbose_name_plural = _("blocked addresses")

    def __str__(self):
        return self.address_hash
