import re
from html import unescape

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from blog import markdown
from blog.models import Post

from .. import learning, searching, wording
from ..moderation import deciding
from ..reading import pictures
from .comment_queryset import CommentQuerySet
from .decision import Decision
from .removed import RemovedComment
from .status import Status

# A step of the stored path: ten digits of an id, so that sorting by path is reading order, in any collation.
STEP = 10
# An index takes no key of any length; what answers something deeper hangs beside it.
MOST_STEPS = 100
TAG = re.compile(r"<[^>]*>")
INLINE = re.compile(r"</?(?:a|b|code|del|em|i|s|span|strong|sub|sup)\b[^>]*>")
LINK = re.compile(r"<a\b[^>]*>|</a>")
TARGET = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


class Comment(models.Model):
    """A reply to a post or to another comment. Its status changes only by the verbs below, each a Decision."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", verbose_name=_("post"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies", verbose_name=_("in reply to")
    )
    path = models.TextField(editable=False, default="")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=245)
    email = models.EmailField(_("email"), max_length=254, blank=True)
    url = models.URLField(_("website"), max_length=200, blank=True)
    body = models.TextField(_("comment"), max_length=markdown.MAX_COMMENT_BYTES)
    body_html = models.TextField(editable=False, default="")

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING, editable=False
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    # When its sender had shown that the address is theirs: signed in, by a letter, or by a key that such a letter gave.
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, editable=False)
    # A keyed hash, see config.networks; emptied after a month.
    network = models.CharField(_("network"), max_length=32, blank=True, editable=False)
    picture = models.CharField(max_length=5, blank=True, default="", editable=False)  # see comments.reading.pictures
    erased_on = models.DateField(_("erased"), null=True, editable=False)  # its writer's name and address; not the words
    # Of the opening stamp it came with, to know one that is used again; emptied after a day.
    stamp = models.BigIntegerField(null=True, db_index=True, editable=False)
    fingerprint = models.CharField(max_length=32, blank=True, editable=False)  # of the text, to know a duplicate

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-created_at"]
        permissions = [("moderate_comment", _("Can moderate comments"))]
        indexes = [
            models.Index(fields=["post", "status", "path"], name="comment_thread"),
            models.Index(fields=["status", "-created_at"], name="comment_queue"),
            models.Index(fields=["post", "fingerprint"], name="comment_twin"),
            models.Index(fields=["network", "-created_at"], name="comment_network"),
            models.Index(fields=["email", "-created_at"], name="comment_email"),
            models.Index(fields=["-created_at", "-id"], name="comment_latest"),
            # Without the guests, or a planner takes a person's comments for as many as theirs.
            models.Index(
                fields=["account", "-created_at"], name="comment_account", condition=models.Q(account__isnull=False)
            ),
            # What became of a person's others is counted in these alone.
            models.Index(fields=["email", "status"], name="comment_email_history"),
            models.Index(fields=["network", "status"], name="comment_network_history"),
        ]

    def __str__(self):
        return f"{self.name}: {Truncator(self.body).words(8)}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.render()
        self.email = self.email.lower()  # so that the same person is found by an index
        self.picture = pictures.mark_of(self.email)
        super().save(*args, **kwargs)
        if not self.path:
            above = self.parent.path[: (MOST_STEPS - 1) * STEP] if self.parent else ""
            self.path = above + str(self.pk).zfill(STEP)
            type(self).objects.filter(pk=self.pk).update(path=self.path)
        searching.keep(self)

    def get_absolute_url(self):
        return reverse("comments:comment", args=[self.pk])

    @transaction.atomic
    def delete(self, *args, **kwargs):
        RemovedComment.remember([(self.pk, self.post_id)])
        searching.forget([self.pk])
        learning.forget_gone_soon()
        return super().delete(*args, **kwargs)

    def render(self) -> None:
        """Fill in what is derived from the text; once for one text, since hostile text is slow."""
        if getattr(self, "_rendered", None) != self.body:
            self.body_html = markdown.render_comment(self.body)
            self.fingerprint = wording.fingerprint(self.body)
            self._rendered = self.body

    @property
    def html(self):
        return mark_safe(self.body_html)  # sanitised by blog.markdown in save()

    @property
    def html_without_links(self):
        """For what waits: nobody can lend the site's name to a link by sending their receipt around."""
        return mark_safe(LINK.sub("", self.body_html))  # what the sanitiser wrote, less some tags

    @property
    def excerpt(self) -> str:
        """The first words as plain text: not to be shown as HTML."""
        return Truncator(unescape(TAG.sub(" ", INLINE.sub("", self.body_html)))).words(40)

    @property
    def edition(self) -> str:
        """Which of its wordings this is: whoever decides says which one they have read."""
        return f"{self.pk}-{self.edited_at.timestamp() if self.edited_at else 0}"

    @property
    def proven_email(self) -> str:
        """Its address, if its sender has shown that it is theirs."""
        return self.email.lower() if self.confirmed_at else ""

    @property
    def link_targets(self) -> list[str]:
        return [unescape(target) for target in TARGET.findall(self.body_html)]

    @property
    def depth(self) -> int:
        """1 for a reply to the post, 2 for a reply to that, and so on."""
        return len(self.path) // STEP

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_approved(self) -> bool:
        return self.status == Status.APPROVED

    @property
    def is_by_author(self) -> bool:
        return self.account_id is not None and self.account_id == self.post.author_id

    # --- The verbs: every change of state, by whom and why ---------------------------------------------------------

    @transaction.atomic
    def arrive(self, status, *, reason="", rule="", at=None) -> None:
        """Kept for the first time, as it was judged."""
        self.status = status
        self.save()
        at = at or timezone.now()
        self.decisions.create(before="", after=status, reason=reason[:300], rule=rule, created_at=at)

    def approve(self, **why) -> None:
        self.decide(Status.APPROVED, **why)

    def hold(self, **why) -> None:
        self.decide(Status.PENDING, **why)

    def mark_spam(self, **why) -> None:
        self.decide(Status.SPAM, **why)

    def trash(self, **why) -> None:
        self.decide(Status.TRASH, **why)

    def keep_waiting(self, *, reason="", rule="") -> None:
        """Its words have changed: what was known of it, and every key in a mail, was about others."""
        self.decisions.create(before=Status.PENDING, after=Status.PENDING, reason=reason[:300], rule=rule)

    def decide(self, status, *, by=None, reason="", rule="", note="", batch=None, undoes=None) -> None:
        """
        Doing it twice does nothing the second time. `by=None` is the machine, `rule` the check that spoke, `note` what
        the writer is told besides. Many at once: `deciding.take`.
        """
        why = {"reason": reason[:300], "rule": rule, "note": note[:500], "batch": batch, "undoes": undoes}
        wish = Decision(comment=self, after=status, moderator=by, **why)
        deciding.take([wish])
        if wish.before:  # else its words have changed since it was loaded, or it is gone
            self.status = status
