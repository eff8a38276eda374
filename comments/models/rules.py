from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WhoMayWrite(models.TextChoices):
    ANYONE = "anyone", _("anyone")
    CONFIRMED = "confirmed", _("whoever confirms their email address")
    MEMBERS = "members", _("members")


class Order(models.TextChoices):
    OLDEST = "oldest", _("oldest first")
    NEWEST = "newest", _("newest first")
    REPLIES = "replies", _("most replies first")


class CommentRules(models.Model):
    """How the conversation is kept; one row, made by the first migration. The defaults hold from the first minute."""

    # Who may write
    who_may_write = models.CharField(
        _("who may write"),
        default=WhoMayWrite.ANYONE,
        choices=WhoMayWrite.choices,
        max_length=10,
        help_text=_("A guest's comment is kept until they have followed the link in a letter, if you ask for that."),
    )
    require_name_email = models.BooleanField(
        _("name and email are required"), default=True, help_text=_("Of guests; members have both.")
    )
    offer_memory = models.BooleanField(
        _("offer to remember guests"),
        default=True,
        help_text=_("A box to tick; name, email and website are then kept in the guest's own browser."),
    )
    open_on_new_posts = models.BooleanField(
        _("new posts take comments"), default=True, help_text=_("Each post has a switch of its own besides.")
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after days"), default=0, help_text=_("Counted from publication; 0: never.")
    )
    hold_after_days = models.PositiveSmallIntegerField(
        _("let all wait after days"),
        default=0,
        help_text=_("Under older posts every comment waits, instead of being closed out; 0: never."),
    )
    is_read_only = models.BooleanField(
        _("read only"), default=False, help_text=_("No comments anywhere for now; those that are there stay.")
    )
    read_only_reason = models.CharField(
        _("reason"), blank=True, max_length=200, help_text=_("Shown in the place of the form while it is read only.")
    )

    # What waits
    all_wait = models.BooleanField(
        _("every comment waits"), default=False, help_text=_("But for those of moderators and of the post's author.")
    )
    first_comment_waits = models.BooleanField(
        _("unknown people wait"),
        default=True,
        help_text=_("Only those who have earned trust appear at once; everybody else waits for you."),
    )
    trust_after = models.PositiveSmallIntegerField(
        _("trust after comments"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Approved ones without links, from a confirmed address or account."),
    )
    trust_lasts_days = models.PositiveSmallIntegerField(
        _("trust lasts days"), default=365, help_text=_("After the latest approved comment; 0: for ever.")
    )
    max_links = models.PositiveSmallIntegerField(
        _("links that make a comment wait"),
        default=2,
        help_text=_("A comment with this many links waits, whoever wrote it; 0: no limit."),
    )
    moderation_words = models.TextField(
        _("words that make a comment wait"),
        blank=True,
        max_length=20_000,
        help_text=_("One word or phrase a line; whole words, in text, name, email or website."),
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
        _("one good comment lost of"),
        default=200,
        validators=[MinValueValidator(20), MaxValueValidator(10_000)],
        help_text=_("The filter's first promise: at most one in so many real comments is taken for spam."),
    )
    spam_shown_percent = models.DecimalField(
        _("spam published, in %"),
        default=1,
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(20)],
        help_text=_("Its second promise: at most so much of the spam is taken for good comments."),
    )
    flood_seconds = models.PositiveSmallIntegerField(
        _("pause between comments"), default=15, help_text=_("Seconds, for one person; 0: none.")
    )
    flood_per_hour = models.PositiveSmallIntegerField(
        _("comments an hour"), default=20, help_text=_("For one person; 0: no limit.")
    )

    # How it is read
    order = models.CharField(
        _("order"),
        default=Order.OLDEST,
        choices=Order.choices,
        max_length=10,
        help_text=_("In which the threads stand; each reader can choose another."),
    )
    opens_on_last_page = models.BooleanField(
        _("open on the last page"), default=False, help_text=_("Of a conversation that has several.")
    )
    threads_per_page = models.PositiveSmallIntegerField(
        _("threads on a page"),
        default=50,
        validators=[MinValueValidator(5), MaxValueValidator(100)],
        help_text=_("Each with all its replies; at most 100."),
    )
    depth = models.PositiveSmallIntegerField(
        _("levels of replies"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Deeper replies stay at this level; none is refused."),
    )
    show_pictures = models.BooleanField(
        _("show pictures"), default=True, help_text=_("Drawn here for everybody; no other site is asked.")
    )
    readers_may_report = models.BooleanField(
        _("readers may report"), default=True, help_text=_("A link below each comment; reports come into the queue.")
    )

    # Mail
    notify_author = models.BooleanField(
        _("mail the author"), default=True, help_text=_("About each new comment below their posts.")
    )
    notify_moderators = models.BooleanField(
        _("mail the moderators"), default=True, help_text=_("About what waits; many at once come in one mail.")
    )
    offer_subscriptions = models.BooleanField(
        _("offer follow-ups by email"),
        default=True,
        help_text=_("Of replies or of a whole conversation, after the reader has confirmed the address."),
    )
    tell_writers = models.BooleanField(
        _("tell writers what became of theirs"),
        default=True,
        help_text=_("Those who asked for follow-ups: that a comment was published, or removed and why."),
    )

    # What is kept
    keep_spam_days = models.PositiveSmallIntegerField(
        _("keep spam for days"), default=30, help_text=_("After it was found to be spam; 0: for ever.")
    )
    keep_trash_days = models.PositiveSmallIntegerField(
        _("keep the trash for days"), default=30, help_text=_("After it was thrown away; 0: for ever.")
    )
    keep_network_days = models.PositiveSmallIntegerField(
        _("know networks for days"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("A keyed hash of where a comment came from, by which floods and bans are found."),
    )

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

    @property
    def is_for_members(self) -> bool:
        return self.who_may_write == WhoMayWrite.MEMBERS

    @property
    def require_email(self) -> bool:
        """A letter needs an address to go to."""
        return self.require_name_email or self.who_may_write == WhoMayWrite.CONFIRMED

    def may_follow(self, post) -> bool:
        """Whether what is said under this post is told by mail to whoever asks."""
        return self.offer_subscriptions and post.is_published

    def accept_on(self, post) -> bool:
        """Whether replies to this post are taken now."""
        if self.is_read_only or not (post.comments_open and post.is_out):
            return False
        age = timezone.now() - post.published_at
        return not self.close_after_days or age <= timedelta(days=self.close_after_days)

    def holds_on(self, post) -> bool:
        """Whether this post is so old that every reply to it waits."""
        if not self.hold_after_days or post.published_at is None:
            return False
        return timezone.now() - post.published_at > timedelta(days=self.hold_after_days)

    @classmethod
    def one_at_a_time(cls) -> "CommentRules":
        """Until the end of this transaction whoever comes second waits, and sees what the first has written."""
        return cls.objects.select_for_update().filter(pk=1).first() or cls.load()

    @classmethod
    def load(cls) -> "CommentRules":
        return cls.objects.filter(pk=1).first() or cls(pk=1)
