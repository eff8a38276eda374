from django.db import models
from django.utils import timezone

from ..spam.likeness import Likeness
from .comment import Comment


class CommentLikeness(models.Model):
    """By what a comment is known again when it comes in other words. Kept for a while, see comments.campaigns."""

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="likeness")
    kept = models.BinaryField()
    # The number of the first comment of its campaign; empty while nothing is like it.
    campaign = models.BigIntegerField(null=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "likeness of a comment"
        verbose_name_plural = "likenesses of comments"

    def __str__(self):
        return f"{self.pk}: {self.campaign}"

    def read(self) -> Likeness:
        return Likeness.from_bytes(bytes(self.kept))


class LikenessMark(models.Model):
    """Two comments that are alike share some of their marks: so they are found without comparing all with all."""

    likeness = models.ForeignKey(CommentLikeness, models.CASCADE, related_name="marks")
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "marks of likeness"
        indexes = [models.Index(fields=["mark", "likeness"], name="likeness_mark")]

    def __str__(self):
        return f"{self.likeness_id}: {self.mark}"
