from django.db import models

from ..spam.learned import calibrating
from ..spam.learned.memory import EDITION, Lesson


class SpamFilter(models.Model):
    """Where the borders lie, how the promises were kept, and which version of what was learned holds; one row."""

    # Of the latest change, see `MemoryChange`. 0: nothing is learned yet.
    version = models.PositiveBigIntegerField(default=0)
    stored = models.PositiveBigIntegerField(default=0)  # when `LearnedMemory` was written last, as a version
    edition = models.PositiveSmallIntegerField(default=EDITION)  # of the classifier that wrote all this
    publish_below = models.FloatField(default=calibrating.FIRST.publish)
    spam_above = models.FloatField(default=calibrating.FIRST.spam)
    is_settled = models.BooleanField(default=False)
    # How the promises were kept on the comments that the borders were drawn by.
    good = models.PositiveIntegerField(default=0)
    good_lost = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    spam_shown = models.PositiveIntegerField(default=0)
    scores = models.JSONField(default=dict, blank=True)  # how many of them had which score, see calibrating.spread
    drawn_for = models.CharField(max_length=60, default="", blank=True)  # which version and promises
    since_drawn = models.PositiveIntegerField(default=0)
    learns_imports = models.BooleanField(default=False)  # whether states that were imported teach as decisions do

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

    @classmethod
    def load(cls) -> "SpamFilter":
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class LearnedMemory(models.Model):
    """Both opinions as they stood at `SpamFilter.stored`; what was learned since is in the changes. One row."""

    memory = models.BinaryField(default=bytes)
    regression = models.BinaryField(default=bytes)
    weight = models.FloatField(default=0)  # of the regression

    class Meta:
        verbose_name = verbose_name_plural = "learned memory"

    def __str__(self):
        return f"{len(self.memory) + len(self.regression)} bytes"


class MemoryChange(models.Model):
    """One lesson taught or taken back since the memory was stored whole: writing that takes ten times as long."""

    # The time in nanoseconds: never the same for two memories, a restored one included.
    version = models.BigIntegerField(primary_key=True)
    label = models.PositiveSmallIntegerField()
    times = models.SmallIntegerField()  # 1: taught, -1: taken back
    lesson = models.BinaryField()

    class Meta:
        verbose_name = "change of the memory"
        verbose_name_plural = "changes of the memory"

    def __str__(self):
        return f"{self.version}: {self.times:+} × {self.label}"


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
