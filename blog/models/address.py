from urllib.parse import unquote

from django.db import models
from django.utils.translation import gettext_lazy as _


class OldAddressQuerySet(models.QuerySet):
    def remember(self, path: str, post) -> None:
        """From now on `path` leads to the post, whatever it led to before. Kept as people read it, without `%`."""
        self.update_or_create(path=unquote(path), defaults={"post": post})


class OldAddress(models.Model):
    """A path under which a post or page could be found once; it redirects for good."""

    path = models.CharField(_("path"), max_length=600, unique=True)
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="old_addresses", verbose_name=_("post"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["path"]

    def __str__(self):
        return self.path
