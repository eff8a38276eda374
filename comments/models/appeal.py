from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .decision import Decision


class Appeal(models.Model):
    """What a writer answers to a decision, once."""

    LONGEST = 1000

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal", verbose_name=_("decision"))
    text = models.TextField(_("words"), max_length=LONGEST)
    network = models.CharField(
        max_length=32, blank=True, editable=False
    )  # a keyed hash, for the limit; emptied with it
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["network", "-created_at"], name="appeal_network")]

    def __str__(self):
        return self.text[:80]
