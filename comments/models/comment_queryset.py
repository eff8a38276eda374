from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q

from blog.models import Post

from .. import learning, searching
from .decision import Decision
from .removed import RemovedComment
from .report import Report
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

    def for_queue(self):
        """Everything that a line of the queue shows, in three queries, and no post's text."""
        log = Prefetch("decisions", Decision.objects.select_related("moderator", "appeal"))
        said = Prefetch("reports", Report.objects.open(), to_attr="open_reports")
        whole = self.select_related("post", "account", "parent").prefetch_related(log, said)
        return whole.defer("post__body", "post__body_html", "post__contents", "parent__body_html")

    def with_pictures(self):
        """With the account of each member, as much of it as their picture needs."""
        needless = ["password", "bio", "email", "website", "last_login", "date_joined"]
        return self.select_related("account").defer(*(f"account__{name}" for name in needless))

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
