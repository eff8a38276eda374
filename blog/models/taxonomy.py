"""The ways in which posts are gathered: tags, categories (a tree), series (an order)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..slugs import unique_slug


class Term(models.Model):
    """What a tag, a category and a series share: a name, an address and a description."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(_("slug"), max_length=140, unique=True, blank=True, help_text=_("Empty: from the name."))
    description = models.TextField(_("description"), max_length=1000, blank=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or unique_slug(self.name, type(self).objects.exclude(pk=self.pk), max_length=140)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse(f"blog:{self._meta.model_name}", args=[self.slug])

    @property
    def feed_url(self):
        return reverse(f"blog:{self._meta.model_name}_feed", args=[self.slug])


class Tag(Term):
    class Meta(Term.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class Category(Term):
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def clean(self):
        if self.parent and self.pk in self.parent.lineage_ids():
            raise ValidationError({"parent": _("A category cannot lie inside itself.")})

    def lineage_ids(self) -> list[int]:
        """Its own id and those of its parents, upwards; a circle in the data ends the walk."""
        parents = dict(Category.objects.values_list("pk", "parent_id"))
        ids, current = [], self.pk
        while current and current not in ids:
            ids.append(current)
            current = parents.get(current)
        return ids

    def branch_ids(self) -> list[int]:
        """Its own id and those of all categories below it."""
        children: dict[int | None, list[int]] = {}
        for pk, parent_id in Category.objects.values_list("pk", "parent_id"):
            children.setdefault(parent_id, []).append(pk)
        ids = [self.pk]
        for pk in ids:
            ids += [child for child in children.get(pk, []) if child not in ids]
        return ids


class Series(Term):
    class Meta(Term.Meta):
        verbose_name = _("series")
        verbose_name_plural = _("series")
