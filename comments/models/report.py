from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def settle(self, outcome: str, *, by, decision=None) -> int:
        """What is settled already keeps its own answer. `decision` is the one that settled them, if there was one."""
        changes = {"settled_at": timezone.now(), "settled_by": by, "outcome": outcome, "decision": decision}
        return self.open().update(**changes)

    def reopen(self) -> int:
        return self.update(settled_at=None, settled_by=None, outcome="", decision=None)


class Report(models.Model):
    """A reader's word that a comment should not stand as it does. See comments.moderation.reporting."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("Spam or advertising")
        INSULT = "insult", _("Insulting or hateful")
        PRIVATE = "private", _("Tells private things of somebody")
        UNLAWFUL = "unlawful", _("Unlawful")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the comment was taken down")
        DISMISSED = "dismissed", _("the comment stays")
        GONE = "gone", _("the comment went by itself")

    MOST_TEXT = 500

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="reports", verbose_name=_("comment"))
    # Which of its wordings was reported, see Comment.edition: whoever edits is not judged by what they took back.
    edition = models.CharField(max_length=60, editable=False)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    text = models.CharField(_("in their words"), max_length=MOST_TEXT, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    network = models.CharField(max_length=32, blank=True, editable=False)  # a guest's; emptied like a comment's
    created_at = models.DateTimeField(_("reported"), default=timezone.now, editable=False)

    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True, editable=False)
    decision = models.ForeignKey(
        "comments.Decision", models.SET_NULL, null=True, editable=False, related_name="reports_settled"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["comment"], condition=Q(settled_at=None), name="report_open"),
            models.Index(fields=["account", "-created_at"], name="report_account"),
            models.Index(fields=["network", "-created_at"], name="report_network"),
        ]
        # One of each person and wording; of guests no more is known than the network.
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "edition", "account"], condition=Q(account__isnull=False), name="report_of_member"
            ),
            models.UniqueConstraint(
                fields=["comment", "edition", "network"],
                condition=Q(account=None) & ~Q(network=""),
                name="report_of_guest",
            ),
        ]

    def __str__(self):
        return f"{self.comment_id}: {self.reason}"
