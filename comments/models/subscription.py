from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post

from .correspondent import Correspondent

MORNING = 7  # o'clock, when what is told once a day leaves


class HowOften(models.TextChoices):
    AT_ONCE = "at once", _("at once")
    HOURLY = "hourly", _("once an hour")
    DAILY = "daily", _("once a day")

    @property
    def next_time(self):
        """When what comes up now is to leave."""
        now = timezone.localtime()
        if self == self.HOURLY:
            return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        if self == self.DAILY:
            morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
            return morning if morning > now else morning + timedelta(days=1)
        return now


class Scope(models.TextChoices):
    """What whoever writes a comment may follow along with it."""

    REPLIES = "replies", _("replies to my comment")
    ALL = "all", _("all that is said here")


class SubscriptionQuerySet(models.QuerySet):
    def active(self):
        """Asked for by whoever holds the inbox, and nobody has stopped mail to it."""
        return (
            self.exclude(confirmed_at=None).exclude(correspondent__confirmed_at=None).filter(correspondent__stopped="")
        )

    def waiting(self):
        return self.filter(confirmed_at=None)

    def confirm(self) -> int:
        return self.waiting().update(confirmed_at=timezone.now())

    confirm.alters_data = True


class Subscription(models.Model):
    """
    One inbox follows a conversation: all that is said under a post, or what answers one comment. Anybody can type an
    address, so each wish waits until the inbox has said yes.
    """

    correspondent = models.ForeignKey(
        Correspondent, models.CASCADE, related_name="subscriptions", verbose_name=_("correspondent")
    )
    post = models.ForeignKey(Post, models.CASCADE, related_name="subscriptions", verbose_name=_("post"))
    comment = models.ForeignKey(
        "comments.Comment",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("replies to"),
        help_text=_("Empty: everything below the post."),
    )
    how_often = models.CharField(_("how often"), max_length=10, choices=HowOften.choices, default=HowOften.AT_ONCE)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["correspondent", "comment"], name="follows_a_comment_once"),
            models.UniqueConstraint(
                fields=["correspondent", "post"], condition=Q(comment=None), name="follows_a_post_once"
            ),
        ]
        indexes = [models.Index(fields=["confirmed_at", "created_at"], name="subscription_waiting")]

    def __str__(self):
        return f"{self.correspondent}: {self.post}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
