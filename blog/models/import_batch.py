from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One run of an importer, however often it was interrupted; everything it made can be taken back as one."""

    source = models.CharField(_("source"), max_length=500)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    undone_at = models.DateTimeField(_("taken back"), null=True)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.pk}: {self.source}"


class ImportedItem(models.Model):
    """Where a row came from: the key by which a second run finds it again, and the original for a better converter."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="items", verbose_name=_("import"))
    key = models.CharField(_("key"), max_length=400, unique=True)
    # post, page, comment, tag, category, series, author, redirect, avatar, site
    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.BigIntegerField(_("id"))
    original = models.JSONField(_("original"), default=dict)

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        indexes = [models.Index(fields=["kind", "object_id"], name="imported_object")]

    def __str__(self):
        return self.key


class ImportedPicture(models.Model):
    """A picture of another blog, by the address that it had there: kept here, still to be fetched, or not to be had."""

    class State(models.TextChoices):
        WANTED = "wanted", _("to be fetched")
        KEPT = "kept", _("kept")
        FAILED = "failed", _("not to be had")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="pictures", verbose_name=_("import"))
    address = models.CharField(_("address"), max_length=1000, unique=True)
    # Other addresses under which the same picture may answer, best first.
    spellings = models.JSONField(default=list)
    alt = models.CharField(max_length=500, blank=True)
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WANTED)
    error = models.CharField(_("error"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    picture = models.ForeignKey(
        "blog.Picture", models.SET_NULL, null=True, related_name="imported_from", verbose_name=_("picture")
    )
    # Paths of the old blog that lead to it: its file's and its page's.
    paths = models.JSONField(default=list)
    # Whether the batch brought the file, or found it in the library.
    is_own = models.BooleanField(default=False)
    posts = models.ManyToManyField("blog.Post", related_name="imported_pictures", verbose_name=_("shown in"))
    covers = models.ManyToManyField("blog.Post", related_name="imported_covers", verbose_name=_("cover of"))

    class Meta:
        verbose_name = _("imported picture")
        verbose_name_plural = _("imported pictures")
        indexes = [models.Index(fields=["batch", "state"], name="imported_picture_state")]

    def __str__(self):
        return self.address
