"""The ways in which posts are gathered: tags, categories (a tree), series (an order)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..markdown.source import one_line
from ..slugs import make_slug, unique_slug
from .address import OldAddress

LONGEST_SLUG = 140


class TermQuerySet(models.QuerySet):
    def with_posts(self):
        """Those that a published post is filed under."""
        from .post import Post

        column = self.model._meta.get_field("posts").field.name
        posts = Post.objects.published().posts().filter(**{column: models.OuterRef("pk")})
        return self.filter(models.Exists(posts))

    def in_use(self):
        """Those that a stranger may hear of: their pages have something to read."""
        return self.with_posts()


class CategoryQuerySet(TermQuerySet):
    def in_use(self):
        """With those above a category that has posts."""
        parents = dict(Category.objects.values_list("pk", "parent_id"))
        used: set[int | None] = {None}
        for pk in Category.objects.with_posts().values_list("pk", flat=True):
            while pk not in used:
                used.add(pk)
                pk = parents.get(pk)
        return self.filter(pk__in=used - {None})


class Term(models.Model):
    """What a tag, a category and a series share: a name, an address and a description."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(
        _("slug"), max_length=LONGEST_SLUG, unique=True, blank=True, help_text=_("Empty: from the name.")
    )
    description = models.TextField(_("description"), max_length=1000, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Remembers an address that changed."""
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        self.name = one_line(self.name)
        slug = make_slug(self.slug, LONGEST_SLUG)
        if not slug or slug != self.slug:
            others = type(self).objects.exclude(pk=self.pk)
            self.slug = unique_slug(slug or self.name, others, max_length=LONGEST_SLUG)
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            OldAddress.objects.remember_term(before.get_absolute_url(), self)

    def get_absolute_url(self):
        return reverse(f"blog:{self._meta.model_name}", args=[self.slug])

    def clean(self):
        self.name, self.slug = one_line(self.name), make_slug(self.slug, LONGEST_SLUG)
        if not self.name:
            raise ValidationError({"name": _("This field needs at least one character that can be seen.")})

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

    # As a post's own, see blog.paper.buttons; the post's word is the stronger.
    paper_buttons = models.JSONField(_("buttons"), default=dict, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def clean(self):
        super().clean()
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
