from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PaperFileQuerySet(models.QuerySet):
    def wanted(self):
        return self.filter(state=PaperFile.State.WANTED)

    def by_recipe(self, form: str, volume):
        """What was asked for in the same words; of which edition it is, its key says."""
        return self.filter(form=form, subject=volume.subject, recipe=volume.recipe)

    def made(self):
        return self.filter(state=PaperFile.State.MADE)


class PaperFile(models.Model):
    """A PDF or an EPUB of one edition of a post or booklet, made once by a task and kept in a store of bounded size."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        EPUB = "epub", "EPUB"

    class State(models.TextChoices):
        WANTED = "wanted", _("being made")
        MADE = "made", _("made")
        FAILED = "failed", _("failed")

    form = models.CharField(_("form"), max_length=4, choices=Form.choices, default=Form.PDF)
    subject = models.CharField(_("subject"), max_length=80)  # what it is of, like post-12
    key = models.CharField(_("edition"), max_length=64)  # what it was made from, see blog.paper.volume
    recipe = models.JSONField(_("recipe"), default=dict)  # how the volume is put together again, see blog.paper.recipes
    post = models.ForeignKey("blog.Post", models.CASCADE, null=True, related_name="paper_files", verbose_name=_("post"))
    pages = models.PositiveIntegerField(_("pages"), null=True)  # of a PDF, once it is made
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WANTED)
    file = models.FileField(_("file"), upload_to="paper", blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    error = models.TextField(_("error"), blank=True)
    wanted_at = models.DateTimeField(_("wanted"), default=timezone.now)
    used_at = models.DateTimeField(_("last used"), default=timezone.now)

    objects = PaperFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file for paper")
        verbose_name_plural = _("files for paper")
        constraints = [models.UniqueConstraint(fields=["form", "subject", "key"], name="one_paper_file_per_edition")]
        indexes = [
            models.Index(fields=["used_at"], name="paper_file_used"),
        ]

    def __str__(self):
        return f"{self.subject}.{self.form} · {self.key}"

    @property
    def is_made(self) -> bool:
        return self.state == self.State.MADE

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    def want_again(self, *, after) -> bool:
        """True for the one who may set a new task for it: what failed, or was never made, `after` that long."""
        now = timezone.now()
        stale = PaperFile.objects.filter(pk=self.pk, wanted_at__lt=now - after).exclude(state=self.State.MADE)
        if not stale.update(state=self.State.WANTED, wanted_at=now, error=""):
            return False
        self.refresh_from_db()
        return True

    def mark_made(self, name: str, size: int, pages: int | None) -> bool:
        """False if another worker has done it meanwhile, or nobody wants it any more."""
        values = {"state": self.State.MADE, "file": name, "size": size, "pages": pages, "used_at": timezone.now()}
        return bool(PaperFile.objects.wanted().filter(pk=self.pk).update(**values))

    def fail(self, error: str) -> None:
        PaperFile.objects.wanted().filter(pk=self.pk).update(state=self.State.FAILED, error=error)


class PaperMaking(models.Model):
    """That a file was set to be made, and for whom: for the limits, since files themselves come and go."""

    file = models.ForeignKey(PaperFile, models.SET_NULL, null=True, related_name="makings")
    asked_by = models.CharField(max_length=40, blank=True)  # keyed hash of a network, or the number of an account
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["asked_by", "-set_at"], name="paper_making_asked"),
            models.Index(fields=["-set_at"], name="paper_making_set"),
        ]

    def __str__(self):
        return f"{self.set_at:%Y-%m-%d %H:%M}"
