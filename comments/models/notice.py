from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .correspondent import Correspondent
from .subscription import Subscription


class Why(models.TextChoices):
    """Why somebody hears of a comment."""

    WAITS = "waits", _("it waits for a moderator")
    REPORTED = "reported", _("a reader has reported it")
    APPEARED = "appeared", _("it appeared under the author's post")
    ANSWERS = "answers", _("it answers theirs")
    MENTIONS = "mentions", _("it mentions them")
    FOLLOWS = "follows", _("they follow the conversation")
    PUBLISHED = "published", _("theirs was published")
    REMOVED = "removed", _("theirs was removed")


class Kind(models.TextChoices):
    """Of letters: each says its own, at its own pace."""

    ASKING = "asking"
    REPORTING = "reporting"
    ANNOUNCING = "announcing"
    FOLLOWING = "following"
    ANSWERING = "answering"

    @property
    def whys(self) -> list[str]:
        return [why for why, kind in KINDS.items() if kind == self]

    @property
    def most(self) -> int:
        """So many letters in a quarter of an hour; what comes up besides is collected."""
        return 5 if self in {self.FOLLOWING, self.ANSWERING} else 1

    @property
    def is_collected(self) -> bool:
        """Many notices are one letter; what became of somebody's own comment has a letter to itself."""
        return self != self.ANSWERING


KINDS = {
    Why.WAITS: Kind.ASKING,
    Why.REPORTED: Kind.REPORTING,
    Why.APPEARED: Kind.ANNOUNCING,
    Why.ANSWERS: Kind.FOLLOWING, Why.MENTIONS: Kind.FOLLOWING, Why.FOLLOWS: Kind.FOLLOWING,
    Why.PUBLISHED: Kind.ANSWERING, Why.REMOVED: Kind.ANSWERING,
}  # fmt: skip


class NoticeQuerySet(models.QuerySet):
    def unsent(self):
        """Of a comment that is gone there is nothing to say."""
        return self.filter(handed_at=None).exclude(comment=None)

    def due(self):
        return self.unsent().filter(due_at__lte=timezone.now())


class Notice(models.Model):
    """
    That one person is to hear of one comment, once, however many reasons there are. The row is the truth: what it
    says is written into a letter when that leaves.
    """

    correspondent = models.ForeignKey(Correspondent, models.CASCADE, related_name="notices")
    # Empty once the comment is gone: what was told still counts against a storm.
    comment = models.ForeignKey("comments.Comment", models.SET_NULL, null=True, related_name="notices")
    # What it is about where one comment is told of more than once: an edit that waits, what became of it, a report.
    decision = models.BigIntegerField(default=0)
    report = models.BigIntegerField(default=0)
    why = models.CharField(max_length=10, choices=Why.choices)
    subscription = models.ForeignKey(Subscription, models.CASCADE, null=True, related_name="notices")
    # In whose name a moderator or an author hears of it.
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    handed_at = models.DateTimeField(null=True)  # to the outbox

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["correspondent", "comment", "decision", "report"], name="told_once")
        ]
        indexes = [
            models.Index(fields=["handed_at", "due_at"], name="notice_due"),
            models.Index(fields=["correspondent", "handed_at"], name="notice_handed"),
        ]

    def __str__(self):
        return f"{self.correspondent}: {self.comment_id}, {self.why}"

    @property
    def kind(self) -> Kind:
        return KINDS[Why(self.why)]
