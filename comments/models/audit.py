from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .append_only import AppendOnly, AppendOnlyQuerySet

Change = tuple[str, str, str]  # name of a field, before, after


class AuditQuerySet(AppendOnlyQuerySet):
    def write(self, kind: str, changes: Sequence[Change], *, by, about=None) -> None:
        """`about` is the number of the listed source or the comment. Nothing changed: nothing is written."""
        if changes:
            self.create(kind=kind, about=about, changes=[list(change) for change in changes], by=by)


class AuditEntry(AppendOnly):
    """What was done besides deciding about comments: which setting from what to what, by whom (None: the machine)."""

    class Kind(models.TextChoices):
        RULES = "rules", _("rules")
        LIST = "list", _("bans and lists")
        REPORTS = "reports", _("reports")
        PURGE = "purge", _("purge")
        WORDS = "words", _("words changed")
        DELETED = "deleted", _("deleted for good")

    kind = models.CharField(_("about"), max_length=10, choices=Kind.choices)
    # By number, not by name: whom a list named must be forgettable.
    about = models.BigIntegerField(null=True)
    changes = models.JSONField(_("changes"), default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="audit_when"),
            models.Index(fields=["by", "-created_at"], name="audit_by"),
            models.Index(fields=["kind", "about"], name="audit_about"),
        ]

    def __str__(self):
        return f"{self.kind} {self.about or ''}".strip()
