from django.db import models
from django.db.models import Q
from django.utils import timezone


class PostQuerySet(models.QuerySet):
    """The gate: what a stranger may see is said here, once."""

    def kept(self):
        return self.filter(trashed_at=None)

    def published(self):
        """What any stranger may read, now. Time is read at query time: a scheduled post needs no job to appear."""
        now = timezone.now()
        return self.kept().filter(visibility="public", published_at__lte=now).exclude(expires_at__lte=now)

    def visible_to(self, user):
        """What this person may open: editors all, authors their own besides, everybody else what is published."""
        if user.has_perm("blog.edit_any_post"):
            return self.kept()
        if not user.is_authenticated:
            return self.published()
        # Joined by OR, not by a subquery: that one would gather every published post to find one.
        return self.kept().filter(author_id=user.pk) | self.published()

    def editable_by(self, user):
        return self if user.has_perm("blog.edit_any_post") else self.filter(author_id=user.pk)

    def posts(self):
        return self.filter(kind="post")

    def pages(self):
        return self.filter(kind="page")

    def pinned_first(self):
        return self.order_by("-is_pinned", "-published_at", "-pk")

    def for_listing(self):
        """Everything that a list shows, and no text."""
        related = self.select_related("author", "cover", "series").prefetch_related("categories")
        return related.defer("body", "body_html", "contents")

    def in_status(self, status: str):
        """Posts whose `Post.status` is this word, for the desk."""
        now = timezone.now()
        expired = Q(published_at__isnull=False, expires_at__lte=now)
        cases = {
            "trashed": self.exclude(trashed_at=None),
            "draft": self.kept().filter(published_at=None),
            "expired": self.kept().filter(expired),
            "private": self.kept().filter(published_at__isnull=False).exclude(expired).exclude(visibility="public"),
            "scheduled": self.kept().filter(visibility="public", published_at__gt=now).exclude(expired),
            "published": self.published(),
        }
        return cases[status]
