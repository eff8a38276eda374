from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That somebody had what is theirs erased. Who it was can be told by nobody who does not know the address."""

    class Way(models.TextChoices):
        SIGNED = "signed", _("Keep them with the name they are signed with")
        ANONYMOUS = "anonymous", _("Keep the words, without my name")
        REMOVED = "removed", _("Remove the words too")

    address_hash = models.CharField(_("address, as a keyed hash"), max_length=32, editable=False)
    way = models.CharField(_("comments"), max_length=10, choices=Way.choices, editable=False)
    count = models.PositiveIntegerField(_("how many"), editable=False)
    with_account = models.BooleanField(_("with the account"), default=False, editable=False)
    erased_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at"]

    def __str__(self):
        return f"#{self.address_hash[:12]} · {self.erased_at:%Y-%m-%d}"
