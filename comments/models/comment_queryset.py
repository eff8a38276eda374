from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from blog.models import Post

from .. import learning, searching
from .decision import Decision
from .removed import RemovedComment
from .status import Status


class CommentQuerySet(models.QuerySet):
    def visible(self):
        """The gate: what any stranger may read, under posts that any stranger may read."""
        return self.approved().filter(Exists(Post.objects.published().filter(pk=OuterRef("post"))))

    def answering(self):
        """What answers at its own address: with its place, or with the lock of the post it stands under."""
        return self.approved().filter(Exists(Post.objects.out().filter(pk=OuterRef("post"))))

    def visible_on(self, post, *, own=None):
        """
        The same gate for a post at hand, whose lock has been passed if it has one; `own` is a comment that its sender
        alone may see besides.
        """
        if not post.is_out:
            return self.none()
        readable = Q(status=Status.APPROVED)
        if own:
            readable |= Q(pk=own.pk)
        return self.filter(readable, post=post)

    def approved(self):
        return self.filter(status=Status.APPROVED)

    def waiting(self):
        return self.filter(status=Status.PENDING)

    def unproven(self):
        """Of guests who have not shown that the address is theirs: anybody may have typed it."""
        return self.filter(account=None, confirmed_at=None, status__in=[Status.PENDING, Status.APPROVED])

    def with_history(self):
        """What a moderator weighs: the last reason, and how it went with others of the same address and network."""
        reasons = Decision.objects.filter(comment=OuterRef("pk")).order_by("-pk").values("reason")
        return self.annotate(
            last_reason=Subquery(reasons[:1]),
            email_approved=self._others("email", Status.APPROVED),
            email_spam=self._others("email", Status.SPAM),
            network_approved=self._others("network", Status.APPROVED),
            network_spam=self._others("network", Status.SPAM),
        )

    def in_reading_order(self):
        return self.order_by("path")

    @transaction.atomic
    def delete(self):
        """For good. Their addresses answer 410 from then on."""
        rows = list(self.values_list("pk", "post_id"))
        RemovedComment.remember(rows)
        searching.forget(pk for pk, _post_id in rows)
        learning.forget_gone_soon()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def _others(self, same: str, status: str) -> Subquery:
        """How many other comments share this field and have this status."""
        others = self.model.objects.filter(**{same: OuterRef(same)}, status=status).exclude(pk=OuterRef("pk"))
        return Subquery(others.exclude(**{same: ""}).order_by().values(same).annotate(n=Count("pk")).values("n"))
