from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post


class RemovedComment(models.Model):
    """The number of a comment that was deleted for good, so that its address can say so (410)."""

    comment_id = models.BigIntegerField(primary_key=True)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+", verbose_name=_("post"))
    removed_at = models.DateTimeField(_("removed"), default=timezone.now)
    # Of one that its writer took back: a keyed hash of who that was, for as long as it counts towards a flood.
    writer = models.CharField(max_length=32, blank=True, db_index=True, editable=False)

    class Meta:
        verbose_name = _("removed comment")
        verbose_name_plural = _("removed comments")

    def __str__(self):
        return str(self.comment_id)

    @classmethod
    def remember(cls, rows) -> None:
        cls.objects.bulk_create(
            [cls(comment_id=pk, post_id=post_id) for pk, post_id in rows], batch_size=500, ignore_conflicts=True
        )
