from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """
        Pictures of posts that this person may open, and the logo, which is on every sheet; editors see all, everybody
        their own besides.
        """
        from .paper_settings import PaperSettings
        from .post import Post

        if user.has_perm("blog.edit_any_post"):
            return self
        # Correlated, so that one picture is asked for through the indexes, however many posts there are.
        posts = Post.objects.visible_to(user)
        shown = models.Exists(posts.filter(pictures=models.OuterRef("pk")))
        covers = models.Exists(posts.filter(cover=models.OuterRef("pk")))
        own = models.Q(uploaded_by=user.pk) if user.is_authenticated else models.Q(pk=None)
        is_logo = models.Exists(PaperSettings.objects.filter(logo=models.OuterRef("pk")))
        return self.filter(own | models.Q(shown) | models.Q(covers) | models.Q(is_logo))


class Picture(models.Model):
    """A picture of the media library: re-encoded, turned upright, without location, in the sizes screens need."""

    file = models.ImageField(_("file"), upload_to="pictures", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    sizes = models.JSONField(_("sizes"), default=dict, editable=False)  # {"800": "pictures/ab12-800.webp"}
    alt = models.CharField(
        _("alternative text"), max_length=500, blank=True, help_text=_("What it shows, for those who cannot see it.")
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("uploaded by")
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at"]

    def __str__(self):
        return self.alt or self.file.name

    @property
    def srcset(self) -> str:
        """The smaller sizes, for `srcset`; empty until they have been made."""
        storage = self.file.storage
        return ", ".join(f"{storage.url(name)} {width}w" for width, name in sorted(self.sizes.items(), key=_by_width))

    def file_names(self) -> list[str]:
        return [self.file.name, *self.sizes.values()]


def _by_width(item):
    return int(item[0])
