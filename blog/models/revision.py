from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import revising


class RevisionQuerySet(models.QuerySet):
    def once_public(self):
        """Versions that any stranger could have read at some time until now."""
        now = timezone.now()
        return self.filter(public_from__lte=now).filter(Q(public_until=None) | Q(public_until__gt=F("public_from")))

    def readable(self):
        """Versions that answer at their own address to whoever may read the post itself."""
        return self.once_public().filter(withdrawn_at=None)


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
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawal_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("For the staff alone; readers do not see it.")
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["post", "-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="one_revision_per_number")]

    def __str__(self):
        return f"{self.post} · {self.number}"

    def get_absolute_url(self):
        return self.post.url_of("blog:revision", number=self.number)

    @property
    def digest(self) -> str:
        return revising.digest(self.fields["title"], self.fields["summary"], self.fields["body"])

    @property
    def was_public(self) -> bool:
        """The one-row twin of `RevisionQuerySet.once_public`."""
        if self.public_from is None or self.public_from > timezone.now():
            return False
        return self.public_until is None or self.public_until > self.public_from

    @property
    def is_todays(self) -> bool:
        """Whether this is what readers find at the address of the post."""
        return self.post.is_published and self.number == self.post.latest_number

    def withdraw(self, *, by, reason: str = "") -> None:
        """For readers it has never been there. Done twice, the first one's name and reason stay."""
        if self.withdrawn_at is None:
            self._set_withdrawal(timezone.now(), by, reason)

    def reopen(self) -> None:
        """Take the withdrawal back."""
        self._set_withdrawal(None, None, "")

    def _set_withdrawal(self, at, by, reason: str) -> None:
        self.withdrawn_at, self.withdrawn_by, self.withdrawal_reason = at, by, reason
        self.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
