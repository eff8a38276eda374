from django.db import models
from django.db.models import Q
from django.utils import timezone

# Out, but not for everybody: their addresses answer with a lock.
LOCKED = ("password", "members")


class PostQuerySet(models.QuerySet):
    """The gate: what a stranger may see is said here, once."""

    def kept(self):
        return self.filter(trashed_at=None)

    def published(self):
        """What any stranger may read, now."""
        return self._due().filter(visibility="public")

    def out(self):
        """What readers may come upon: open to all, or behind a lock, to which `blog.locks` knows the keys."""
        return self._due().filter(visibility__in=("public", *LOCKED))

    def visible_to(self, user):
        """
        What this person may open: editors all, authors their own besides, members what is for members, everybody else
        what is published. A password belongs to no person, so it is asked for elsewhere.
        """
        if user.has_perm("blog.edit_any_post"):
            return self.kept()
        if not user.is_active:  # a stranger, or somebody who may no longer sign in
            return self.published()
        # Joined by OR, not by a subquery: that one would gather every published post to find one.
        return self.kept().filter(author_id=user.pk) | self._due().filter(visibility__in=("public", "members"))

    def answering(self, user):
        """What answers at its address: with the piece to this person, or with its lock."""
        return self.visible_to(user) | self.out()

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

    def for_paper(self):
        """Everything that a sheet shows of a post besides its text."""
        return self.select_related("author", "cover", "series")

    def in_status(self, status: str):
        """Posts whose `Post.status` is this word, for the desk."""
        now = timezone.now()
        expired = Q(published_at__isnull=False, expires_at__lte=now)
        cases = {
            "trashed": self.exclude(trashed_at=None),
            "draft": self.kept().filter(published_at=None),
            "expired": self.kept().filter(expired),
            "private": self.kept().filter(published_at__isnull=False, visibility="private").exclude(expired),
            "scheduled": self.kept().filter(published_at__gt=now).exclude(expired).exclude(visibility="private"),
            "published": self.published(),
            "password": self._due().filter(visibility="password"),
            "members": self._due().filter(visibility="members"),
        }
        return cases[status]

    def _due(self):
        """Time is read at query time: a scheduled post needs no job to appear."""
        now = timezone.now()
        return self.kept().filter(published_at__lte=now).exclude(expires_at__lte=now)
