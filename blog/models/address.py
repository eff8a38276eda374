from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..redirects.spelling import LONGEST_PATH, LONGEST_TARGET, as_path, visible

# What an old address may lead to besides a fixed target; each is a column, and each has its gate in redirects.goals.
GOALS = ["post", "picture", "tag", "category", "series"]


class Code(models.IntegerChoices):
    MOVED = 301, _("for good (301)")
    ELSEWHERE = 302, _("for now (302)")
    GONE = 410, _("nowhere: gone (410)")


class OldAddressQuerySet(models.QuerySet):
    """
    The verbs take an address as people have it: a path, a full address, a number like `/?p=12`. Doing one twice does
    nothing the second time; what cannot be an address (the front page, one that is too long) is left alone.
    """

    def remember(self, path: str, post) -> None:
        """From now on `path` leads to the post, whatever it led to before."""
        self._point(path, {"post": post})

    def remember_if_free(self, path: str, post) -> None:
        if spelled := _spelled(path):
            self.get_or_create(path=spelled, defaults={"post": post})

    def remember_picture(self, path: str, picture) -> None:
        self._point(path, {"picture": picture})

    def remember_term(self, path: str, term) -> None:
        """A tag, a category or a series."""
        self._point(path, {term._meta.model_name: term})

    def lead(self, path: str, target: str, *, code: int = Code.MOVED) -> None:
        """To an address; what stands there is led to wherever it moves. Raises ValidationError for what cannot be."""
        from ..redirects.pointing import pointed

        row = pointed(path, target, code)
        self.update_or_create(path=row.path, defaults=row.leading)

    def _point(self, path: str, goal: dict) -> None:
        if spelled := _spelled(path):
            nowhere = dict.fromkeys(GOALS) | {"target": "", "code": Code.MOVED}
            self.update_or_create(path=spelled, defaults=nowhere | goal)


class OldAddress(models.Model):
    """
    A path at which something could be found once; it leads to a post or page, a picture, a term, or a fixed target, or
    says that it is gone. What answers at a path by itself is always stronger.
    """

    path = models.CharField(_("old address"), max_length=LONGEST_PATH, unique=True)
    post = models.ForeignKey(
        "blog.Post", models.CASCADE, null=True, blank=True, related_name="old_addresses", verbose_name=_("post")
    )
    picture = models.ForeignKey(
        "blog.Picture", models.CASCADE, null=True, blank=True, related_name="old_addresses", verbose_name=_("picture")
    )
    tag = models.ForeignKey("blog.Tag", models.CASCADE, null=True, blank=True, related_name="old_addresses")
    category = models.ForeignKey("blog.Category", models.CASCADE, null=True, blank=True, related_name="old_addresses")
    series = models.ForeignKey("blog.Series", models.CASCADE, null=True, blank=True, related_name="old_addresses")
    target = models.CharField(_("target"), max_length=LONGEST_TARGET, blank=True)
    code = models.PositiveSmallIntegerField(_("how"), choices=Code.choices, default=Code.MOVED)
    hits = models.PositiveIntegerField(_("hits"), default=0, editable=False)
    last_hit_at = models.DateTimeField(_("last hit"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["path"]

    def __str__(self):
        return visible(self.path)

    @property
    def goal(self):
        """The row it leads to; None for a fixed target and for what is gone."""
        return next((getattr(self, name) for name in GOALS if getattr(self, f"{name}_id")), None)

    @property
    def leading(self) -> dict:
        """All that says where it leads."""
        return {name: getattr(self, name) for name in [*GOALS, "target", "code"]}

    @property
    def facts(self) -> list:
        """The same in numbers and words, to compare by."""
        return [*(getattr(self, f"{name}_id") for name in GOALS), self.target, int(self.code)]


def _spelled(path: str) -> str:
    try:
        return as_path(path)
    except ValidationError:
        return ""
