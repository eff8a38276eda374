from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from .. import opening, rendering, revising
from ..directions import direction_of
from ..feed_ids import new_feed_id
from ..markdown.source import one_line, without_forbidden
from ..reading_time import minutes_for
from ..search import index
from ..slugs import is_reserved, unique_slug
from .post_queryset import LOCKED, PostQuerySet

YEARS = range(1001, 2999)  # in addresses a year has four digits, in any time zone


class Visibility(models.TextChoices):
    PUBLIC = "public", _("everybody")
    PASSWORD = "password", _("whoever knows the password")
    MEMBERS = "members", _("everybody who is signed in")
    PRIVATE = "private", _("private: its author and the editors")


class Kind(models.TextChoices):
    POST = "post", _("post")
    PAGE = "page", _("page")


class Post(models.Model):
    """
    A post or a page. Its state follows from `published_at` (empty: draft, ahead: scheduled, past: published),
    `expires_at`, `visibility` and `trashed_at`; `PostQuerySet.published` says it once.
    """

    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.POST, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    slug = models.CharField(
        _("slug"),
        max_length=200,
        unique=True,
        blank=True,
        help_text=_("The last part of the address. Empty: made from the title."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("Stands under the headline, in lists and in search engines."),
    )
    body = MarkdownxField(_("text"), blank=True)
    cover = models.ForeignKey(
        "blog.Picture", models.SET_NULL, null=True, blank=True, related_name="covered", verbose_name=_("cover picture")
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("author"))
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("Empty: the site's language."))

    tags = models.ManyToManyField("blog.Tag", related_name="posts", blank=True, verbose_name=_("tags"))
    categories = models.ManyToManyField("blog.Category", related_name="posts", blank=True, verbose_name=_("categories"))
    series = models.ForeignKey(
        "blog.Series", models.SET_NULL, null=True, blank=True, related_name="posts", verbose_name=_("series")
    )
    part = models.PositiveSmallIntegerField(_("part"), null=True, blank=True)

    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"kind": Kind.PAGE},
        verbose_name=_("parent page"),
    )
    menu_order = models.IntegerField(_("order"), default=0)
    path = models.CharField(max_length=600, null=True, unique=True, editable=False)  # noqa: DJ001  posts have none

    visibility = models.CharField(
        _("who may read it"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    # An invitation that the author hands on and must be able to look up: kept as it is, shown at the desk alone.
    password = models.CharField(
        _("password"),
        max_length=255,
        blank=True,
        help_text=_("Whoever knows it may open all your posts that have it. Another password locks them again."),
    )
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("Empty: a draft. In the future: it appears by itself then.")
    )
    expires_at = models.DateTimeField(
        _("expires"), null=True, blank=True, help_text=_("From then on it is hidden from readers again.")
    )
    trashed_at = models.DateTimeField(_("in the trash since"), null=True, editable=False)
    is_pinned = models.BooleanField(_("pinned"), default=False, help_text=_("Stays at the top of the front page."))
    comments_open = models.BooleanField(_("comments open"), default=True)
    # Only what differs from the usual, like {"pdf": "hidden"}; see blog.paper.buttons.
    paper_buttons = models.JSONField(_("buttons"), default=dict, blank=True)

    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    feed_id = models.CharField(max_length=500, unique=True, editable=False, default=new_feed_id)

    # Made from `body` by blog.rendering on every save.
    body_html = models.TextField(editable=False, default="")
    contents = models.JSONField(editable=False, default=list)
    excerpt = models.TextField(editable=False, default="")
    word_count = models.PositiveIntegerField(_("words"), editable=False, default=0)
    pictures = models.ManyToManyField("blog.Picture", related_name="posts", editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_at", "-pk"]
        permissions = [
            ("publish_post", _("Can publish posts")),
            ("edit_any_post", _("Can edit everybody's posts")),
        ]
        indexes = [
            models.Index(fields=["kind", "visibility", "-is_pinned", "-published_at", "-id"], name="post_front"),
            models.Index(fields=["kind", "visibility", "-published_at", "-id"], name="post_latest"),
            models.Index(fields=["author", "-published_at"], name="post_by_author"),
            models.Index(fields=["kind", "trashed_at", "-updated_at"], name="post_desk"),
            models.Index(fields=["author", "kind", "trashed_at", "-updated_at"], name="post_own_desk"),
        ]

    def __str__(self):
        return self.headline

    @transaction.atomic
    def save(self, *args, by=None, keep_revision=True, **kwargs):
        """
        Renders the text, remembers an address that changed, keeps a revision and the entry for search. `by` is whoever
        saved it (None: the machine). A caller that still has tags to set passes `keep_revision=False` and calls
        `revising.keep` itself.
        """
        before = Post.objects.filter(pk=self.pk).first() if self.pk else None
        self._check_dates()
        self.title, self.summary = one_line(self.title), without_forbidden(self.summary)
        self.body = self.body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        self.slug = self.slug or self._new_slug()
        self.path = self._path() if self.is_page else None
        self.updated_at = timezone.now()
        pictures = rendering.render(self, by=by)
        super().save(*args, **kwargs)
        self.pictures.set(pictures)
        if before:
            revising.follow_move(self, before)
        if keep_revision:
            revising.keep(self, by=by)
        index.keep_piece(self)

    def get_absolute_url(self):
        return reverse("blog:piece", kwargs=self.address)

    def clean(self):
        self._check_dates()
        if self.is_page and is_reserved(self.slug, at_root=self.parent_id is None):
            raise ValidationError({"slug": _("This address is one of the site's own. Choose another slug.")})
        if "/" in self.slug:
            raise ValidationError({"slug": _("A slug has no slash: choose a parent page for a longer address.")})
        if self.parent and self.pk in self.parent.lineage_ids():
            raise ValidationError({"parent": _("A page cannot lie inside itself.")})
        if self.expires_at and self.published_at and self.expires_at <= self.published_at:
            raise ValidationError({"expires_at": _("It would expire before it appears. Choose a later time.")})
        rendering.check_length(self.body)

    # --- Addresses -----------------------------------------------------------------------------------------------

    @property
    def is_page(self) -> bool:
        return self.kind == Kind.PAGE

    @property
    def address(self) -> dict:
        """What `reverse` needs for the post and everything below it; dates are those of the site's time zone."""
        if self.is_page:
            return {"path": self.path}
        day = timezone.localtime(self.published_at or self.created_at, timezone.get_default_timezone())
        return {"year": day.year, "month": day.month, "slug": self.slug}

    def url_of(self, name: str, **more) -> str:
        """The address of a shape of this post, like `blog:print` or `comments:write`."""
        return reverse(name, kwargs=self.address | more)

    # --- What readers see ----------------------------------------------------------------------------------------

    @property
    def html(self):
        return mark_safe(self.body_html)  # sanitised by blog.markdown in save()

    @property
    def headline(self) -> str:
        """The title, or the opening words of a post without one."""
        return self.title or Truncator(self.excerpt or self.body).words(8) or str(_("Untitled"))

    @property
    def standfirst(self) -> str:
        return self.summary or self.excerpt

    @property
    def leading_picture(self):
        """The cover, unless the text shows the same picture."""
        return self.cover if self.cover and self.cover.file.url not in self.body else None

    @property
    def minutes(self) -> int:
        return minutes_for(self.word_count)

    @property
    def lang(self) -> str:
        return self.language or settings.LANGUAGE_CODE

    @property
    def direction(self) -> str:
        return direction_of(self.lang)

    @property
    def opening(self) -> str:
        return opening.opening_words(self.body_html)

    @property
    def can_lead(self) -> bool:
        """Whether it fills the head of the front page; a bare note there would leave a hole."""
        return bool(self.title) and (self.cover_id is not None or self.word_count >= 150)

    @property
    def has_drop_cap(self) -> bool:
        return self.word_count >= 600 and opening.suits_drop_cap(self.body_html)

    @cached_property
    def latest_number(self) -> int:
        return self.revisions.order_by("-number").values_list("number", flat=True).first() or 0

    @cached_property
    def latest_digest(self) -> str:
        """That of the latest revision, whose words are the post's own."""
        return revising.digest(self.title, self.summary, self.body)

    def lineage_ids(self) -> list[int]:
        ids, page = [], self
        while page and page.pk not in ids:
            ids.append(page.pk)
            page = page.parent
        return ids

    # --- State: the one-row twin of PostQuerySet.published, and the verbs -----------------------------------------

    @property
    def is_published(self) -> bool:
        return self.status == "published"

    @property
    def is_locked(self) -> bool:
        """It opens to whoever has the key; see `blog.locks`."""
        return self.status in LOCKED

    @property
    def is_out(self) -> bool:
        """The one-row twin of `PostQuerySet.out`."""
        return self.is_published or self.is_locked

    @property
    def status(self) -> str:
        now = timezone.now()
        if self.trashed_at:
            return "trashed"
        if self.published_at is None:
            return "draft"
        if self.expires_at and self.expires_at <= now:
            return "expired"
        if self.visibility == Visibility.PRIVATE:
            return "private"
        if self.published_at > now:
            return "scheduled"
        return "published" if self.visibility == Visibility.PUBLIC else self.visibility

    def publish(self, *, by, at=None) -> None:
        """Make it public at `at`, or now; what was published before keeps its date, and with it its address."""
        now = timezone.now()
        if self.expires_at and self.expires_at <= now:
            self.expires_at = None
        if at or self.published_at is None or self.published_at > now:
            self.published_at = at or now
        self.save(by=by)

    def unpublish(self, *, by) -> None:
        self.published_at = None
        self.save(by=by)

    def trash(self, *, by) -> None:
        self.trashed_at = self.trashed_at or timezone.now()
        self.save(by=by)

    def restore(self, *, by) -> None:
        self.trashed_at = None
        self.save(by=by)

    def _check_dates(self) -> None:
        for name in ("published_at", "expires_at"):
            date = getattr(self, name)
            if date and date.year not in YEARS:
                message = _("The year %(year)s cannot be meant. Check the date.") % {"year": date.year}
                raise ValidationError({name: message})

    def _new_slug(self) -> str:
        opening = " ".join(self.body.split()[:6])
        return unique_slug(self.title or opening, Post.objects.exclude(pk=self.pk), fallback=self.kind)

    def _path(self) -> str:
        return f"{self.parent.path}/{self.slug}" if self.parent else self.slug


class Page(Post):
    """A post of kind `page`, as the admin lists it."""

    class Meta:
        proxy = True
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.pk:
            self.kind = Kind.PAGE
