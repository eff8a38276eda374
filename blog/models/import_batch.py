from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One run of an importer; everything it made can be taken back as one."""

    source = models.CharField(_("source"), max_length=500)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.pk}: {self.source}"


class ImportedItem(models.Model):
    """Where a row came from: the key by which a second run finds it again, and the original for a better converter."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="items", verbose_name=_("import"))
    key = models.CharField(_("key"), max_length=400, unique=True)
    kind = models.CharField(_("kind"), max_length=20)  # post, page, comment, tag, category, author
    object_id = models.BigIntegerField(_("id"))
    original = models.JSONField(_("original"), default=dict)

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        indexes = [models.Index(fields=["kind", "object_id"], name="imported_object")]

    def __str__(self):
        return self.key
