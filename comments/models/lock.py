from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post


class LockQuerySet(models.QuerySet):
    def holding(self):
        return self.filter(lifted_at=None)


class Lock(models.Model):
    """
    A moderator's switch: nobody answers this comment or what stands below it, or (no comment) anything under the post.
    Lifted, it stays as the record. The author's own switch is `Post.comments_open`, the site's is in the rules.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="+", verbose_name=_("post"), blank=True)
    comment = models.ForeignKey(
        "comments.Comment",
        models.CASCADE,
        related_name="locks",
        null=True,
        blank=True,
        verbose_name=_("thread"),
        help_text=_("The comment that opens it; what stands below it is locked with it. Empty: the whole post."),
    )
    reason = models.CharField(_("reason"), max_length=200, help_text=_("Everybody reads it, in the place of the form."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("locked"), default=timezone.now, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)

    objects = LockQuerySet.as_manager()

    class Meta:
        verbose_name = _("lock")
        verbose_name_plural = _("locks")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=Q(lifted_at=None, comment__isnull=False), name="lock_one_of_a_thread"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(lifted_at=None, comment=None), name="lock_one_of_a_post"
            ),
        ]

    def __str__(self):
        return str(self.comment or self.post)

    def clean(self):
        if self.comment:
            self.post = self.comment.post
        elif self.post_id is None:
            raise ValidationError(_("Choose a post, or the comment that opens a thread."))
        same = Lock.objects.holding().filter(post=self.post_id, comment=self.comment_id)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError(_("This is locked already."))

    def lift(self, *, by) -> bool:
        """Take it back; the second time nothing happens."""
        changes = {"lifted_by": by, "lifted_at": timezone.now()}
        return bool(type(self).objects.holding().filter(pk=self.pk).update(**changes))
