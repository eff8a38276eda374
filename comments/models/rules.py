from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CommentRules(models.Model):
    """How the conversation is kept; one row, made by the first migration. The defaults hold from the first minute."""

    close_after_days = models.PositiveSmallIntegerField(
        _("close after days"), default=0, help_text=_("Counted from publication; 0: never.")
    )
    first_comment_waits = models.BooleanField(
        _("first comment waits"),
        default=True,
        help_text=_("Only confirmed members with an approved comment appear at once; everybody else waits for you."),
    )
    max_links = models.PositiveSmallIntegerField(
        _("links"), default=2, help_text=_("A comment with this many links waits, whoever wrote it; 0: no limit.")
    )
    moderation_words = models.TextField(
        _("words that make a comment wait"), blank=True, max_length=20_000, help_text=_("One word or phrase a line.")
    )
    disallowed_words = models.TextField(
        _("words that make a comment spam"),
        blank=True,
        max_length=20_000,
        help_text=_("One word or phrase a line; whole words, in text, name, email or website."),
    )
    publish_unknown = models.BooleanField(
        _("unknown people may appear at once"),
        default=False,
        help_text=_("If the spam filter is sure that the comment is good; it needs some decisions of yours to be."),
    )
    good_lost_of = models.PositiveIntegerField(
        _("good comments for one lost"),
        default=200,
        validators=[MinValueValidator(20), MaxValueValidator(10_000)],
        help_text=_("At most one in so many real comments may be taken for spam by the spam filter."),
    )
    spam_shown_percent = models.DecimalField(
        _("spam published, %"),
        default=1,
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(20)],
        help_text=_("At most so much of the spam may be taken for good comments by the spam filter."),
    )
    flood_seconds = models.PositiveSmallIntegerField(
        _("pause between comments"), default=15, help_text=_("Seconds, for one person or one network; 0: none.")
    )
    flood_per_hour = models.PositiveSmallIntegerField(
        _("comments an hour"), default=20, help_text=_("For one person or network.")
    )
    threads_per_page = models.PositiveSmallIntegerField(
        _("threads on a page"), default=50, validators=[MinValueValidator(5), MaxValueValidator(200)]
    )
    depth = models.PositiveSmallIntegerField(
        _("levels of replies"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Deeper replies stay at this level; none is refused."),
    )
    notify_author = models.BooleanField(_("mail the author about each new comment"), default=True)
    notify_moderators = models.BooleanField(_("mail the moderators about each comment that waits"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("comment rules")

    def __str__(self):
        return str(_("Comment rules"))

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @property
    def promises(self) -> dict[str, float]:
        """For calibration, as shares."""
        return {"good_lost": 1 / self.good_lost_of, "spam_shown": float(self.spam_shown_percent) / 100}

    def accept_on(self, post) -> bool:
        """Whether replies to this post are taken now."""
        if not (post.comments_open and post.is_out):
            return False
        age = timezone.now() - post.published_at
        return not self.close_after_days or age <= timedelta(days=self.close_after_days)

    @classmethod
    def load(cls) -> "CommentRules":
        return cls.objects.filter(pk=1).first() or cls(pk=1)
