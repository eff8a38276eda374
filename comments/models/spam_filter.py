import time

from django.db import models

from ..spam.learned import calibrating
from ..spam.learned.memory import EDITION, Lesson, Memory


class SpamFilter(models.Model):
    """What the site's own decisions have taught, and where the borders lie; one row. See docs/comments.md."""

    # Never the same for two memories, a restored one included: the time, in nanoseconds. 0: nothing is learned yet.
    version = models.PositiveBigIntegerField(default=0)
    memory = models.BinaryField(default=bytes)
    edition = models.PositiveSmallIntegerField(default=EDITION)  # of the classifier that wrote the memory
    publish_below = models.FloatField(default=calibrating.FIRST.publish)
    spam_above = models.FloatField(default=calibrating.FIRST.spam)
    is_settled = models.BooleanField(default=False)
    # How the promises were kept on the comments that the borders were drawn by.
    good = models.PositiveIntegerField(default=0)
    good_lost = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    spam_shown = models.PositiveIntegerField(default=0)
    drawn_for = models.CharField(max_length=60, default="", blank=True)  # which version and promises
    since_drawn = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "spam filter"

    def __str__(self):
        return f"version {self.version}"

    @property
    def borders(self) -> calibrating.Borders:
        return calibrating.Borders(self.publish_below, self.spam_above, self.is_settled)

    @property
    def is_outdated(self) -> bool:
        return self.edition != EDITION

    def own_memory(self) -> Memory:
        """Nothing, until it has learned anew, where another edition of the classifier wrote it."""
        return Memory.from_bytes(bytes(self.memory)) if self.memory and not self.is_outdated else Memory()

    def remember(self, own: Memory, decisions: int = 1) -> None:
        self.memory, self.edition = own.to_bytes(), EDITION
        self.version, self.since_drawn = time.time_ns(), self.since_drawn + decisions
        self.save(update_fields=["memory", "edition", "version", "since_drawn"])

    @classmethod
    def load(cls) -> "SpamFilter":
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class TaughtComment(models.Model):
    """What one comment has taught, so that exactly this can be taken back, also when the comment is gone."""

    comment_id = models.BigIntegerField(primary_key=True)
    decision_id = models.BigIntegerField(db_index=True)
    label = models.PositiveSmallIntegerField()
    lesson = models.BinaryField()
    # The comment was purged by age; whatever goes in another way takes its lesson along.
    outlives = models.BooleanField(default=False)

    class Meta:
        verbose_name = "taught comment"
        verbose_name_plural = "taught comments"

    def __str__(self):
        return f"{self.comment_id}: {self.label}"

    def read(self) -> Lesson:
        return Lesson.from_bytes(bytes(self.lesson))
