import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..moderation import deciding
from .append_only import AppendOnly, AppendOnlyQuerySet
from .spam_filter import TaughtComment

UNDOABLE = timedelta(days=30)  # at least; the button on a comment's own row and page does not ask for its age
IMPORTED = "imported"  # the rule of decisions that came with the comment
APPEAL = "appeal"  # the rule of what waits because its writer has asked a person to look again


class DecisionQuerySet(AppendOnlyQuerySet):
    def undoable(self):
        """Those that nobody has decided again since; the first of a comment has nothing to go back to."""
        later = self.model.objects.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
        return self.exclude(before="").exclude(Exists(later))

    def acts_of(self, person):
        """What this person did by hand lately, each act a batch."""
        return self.filter(moderator=person, batch__isnull=False, created_at__gte=timezone.now() - UNDOABLE)

    def by_people(self):
        """That a person took and nobody took back; also if the person's account is gone since."""
        return self.exclude(moderator=None, batch=None).filter(undoes=None).not_taken_back()

    def not_taken_back(self):
        return self.exclude(undone_by__isnull=False, undone_by__undone_by__isnull=True)

    def standing(self):
        """The last that a person took and nobody took back; what the machine did meanwhile does not count."""
        return next(iter(self.standing_each().values()), None)

    def standing_each(self) -> dict:
        """The same for many comments, by their numbers."""
        undone: set[int] = set()
        found: dict[int, Decision] = {}
        for decision in self.order_by("-pk"):
            if decision.pk in undone:
                continue
            if decision.undoes_id:
                undone.add(decision.undoes_id)
            elif decision.moderator_id:
                found.setdefault(decision.comment_id, decision)
        return found

    def forget_words(self) -> int:
        """Of somebody who was erased, the one exception; that it was decided, by whom and by which rule, stays."""
        return models.QuerySet.update(self, reason="", note="")

    def imported(self):
        """The state with which a comment came, as long as it is in it: the word of whoever moderated there."""
        later = self.model.objects.filter(comment=OuterRef("comment"), rule=IMPORTED, pk__gt=OuterRef("pk"))
        return self.filter(rule=IMPORTED, comment__status=F("after")).exclude(Exists(later)).order_by("comment")

    def untaught(self):
        """Of those: what the spam filter can learn from and has not, and no person has judged here."""
        taught = TaughtComment.objects.filter(pk=OuterRef("comment"))
        here = self.model.objects.filter(comment=OuterRef("comment"), moderator__isnull=False)
        return self.filter(after__in=["approved", "spam"]).exclude(Exists(taught)).exclude(Exists(here))

    @transaction.atomic
    def undo(self, *, by) -> list:
        """Take these back: each comment returns to what it was, unless somebody has decided again since."""
        comments = self.model.comment.field.related_model.objects.filter(pk__in=self.order_by().values("comment"))
        list(comments.select_for_update().order_by("pk").values_list("pk"))
        back = {"moderator": by, "reason": str(_("Undone."))}
        return deciding.take([
            self.model(comment_id=each.comment_id, after=each.before, undoes=each, **back) for each in self.undoable()
        ])  # fmt: skip


class Decision(AppendOnly):
    """One change of a comment's state: from what to what, by whom (None: the machine), why."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="decisions")
    before = models.CharField(_("before"), max_length=10, blank=True)
    after = models.CharField(_("after"), max_length=10)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    rule = models.CharField(_("rule"), max_length=40, blank=True)  # the check that decided, by its name in the code
    note = models.CharField(_("note to the writer"), max_length=500, blank=True)
    batch = models.UUIDField(null=True, db_index=True, editable=False)
    undoes = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="undone_by", editable=False
    )
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["moderator", "-id"], name="decision_act", condition=models.Q(batch__isnull=False)),
            models.Index(fields=["rule", "-id"], name="decision_rule"),
            models.Index(fields=["-created_at", "-id"], name="decision_when"),
            models.Index(fields=["moderator", "-created_at"], name="decision_by"),
            models.Index(fields=["rule", "-created_at"], name="decision_rule_when"),
            models.Index(fields=["after", "-created_at"], name="decision_after"),
        ]

    def __str__(self):
        return f"{self.before} → {self.after}"

    def undo(self, *, by) -> bool:
        return bool(type(self).objects.filter(pk=self.pk).undo(by=by))


def new_batch() -> uuid.UUID:
    """One act on many comments, so that it can be undone as one."""
    return uuid.uuid4()
