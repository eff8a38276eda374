from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RevisionQuerySet(models.QuerySet):
    def once_public(self):
        """Versions that any stranger could have read at some time until now."""
        now = timezone.now()
        return self.filter(public_from__lte=now).filter(Q(public_until=None) | Q(public_until__gt=F("public_from")))


class Revision(models.Model):
    """What a post was after one save: who, when, every field, and from when to when anybody could read it."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="revisions", verbose_name=_("post"))
    number = models.PositiveIntegerField(_("number"))
    fields = models.JSONField(_("fields"))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("editor")
    )
    created_at = models.DateTimeField(_("saved"), default=timezone.now)
    public_from = models.DateTimeField(_("public from"), null=True)
    public_until = models.DateTimeField(_("public until"), null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["post", "-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="one_revision_per_number")]

    def __str__(self):
        return f"{self.post} · {self.number}"
