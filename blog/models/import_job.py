from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportJob(models.Model):
    """An import that staff asked for at the desk: what they sent and chose, how far it is, what it told."""

    class Program(models.TextChoices):
        WORDPRESS = "wordpress", "WordPress"
        GHOST = "ghost", "Ghost"
        MARKDOWN = "markdown", _("Markdown files, or another Broadsheet")

    class Stage(models.TextChoices):
        LOOKING = "looking", _("being looked at")
        READY = "ready", _("ready")
        REHEARSING = "rehearsing", _("rehearsal under way")
        REHEARSED = "rehearsed", _("rehearsed")
        IMPORTING = "importing", _("under way")
        STOPPED = "stopped", _("stopped")
        DONE = "done", _("done")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")
        FAILED = "failed", _("failed")

    AT_WORK = {Stage.LOOKING, Stage.REHEARSING, Stage.IMPORTING, Stage.UNDOING}
    UNDOABLE = {Stage.DONE, Stage.STOPPED, Stage.FAILED}

    program = models.CharField(_("from"), max_length=20, choices=Program.choices, default=Program.WORDPRESS)
    # [{"name": "as the owner calls it", "stored": "imports/…"}]; the name alone once the file is forgotten
    files = models.JSONField(_("files"), default=list)
    pictures = models.JSONField(_("pictures"), default=list)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    as_drafts = models.BooleanField(_("hold everything back as drafts"), default=False)
    skip_samples = models.BooleanField(_("leave out the samples that every WordPress is born with"), default=True)
    authors = models.JSONField(default=dict)  # {"old name": "username here"}
    found = models.JSONField(default=dict)  # what the first look saw
    report = models.JSONField(_("report"), default=dict)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices, default=Stage.LOOKING)
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    batch = models.ForeignKey("blog.ImportBatch", models.SET_NULL, null=True, related_name="jobs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_program_display()}: {self.file_names}"

    @property
    def file_names(self) -> str:
        return ", ".join(file["name"] for file in self.files)

    @property
    def has_files(self) -> bool:
        return any("stored" in file for file in self.files)

    @property
    def may_be_undone(self) -> bool:
        return self.batch_id is not None and self.stage in self.UNDOABLE

    @property
    def is_at_work(self) -> bool:
        return self.stage in self.AT_WORK

    @property
    def of(self) -> int:
        """How many entries of the file there are to go through; comments come with their posts."""
        return sum(times for kind, times in self.found.get("in_file", {}).items() if kind != "comment")

    @property
    def done_of(self) -> int:
        return min(self.done, self.of)

    def move(self, stage: str, *, only_from: set[str] | None = None, **changes) -> bool:
        """False if it is not where it could be moved from: two clicks, or two workers, do it once."""
        rows = type(self).objects.filter(pk=self.pk)
        if only_from is not None:
            rows = rows.filter(stage__in=only_from)
        if not rows.update(stage=stage, changed_at=timezone.now(), **changes):
            return False
        self.refresh_from_db()
        return True
