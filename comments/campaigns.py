"""
The same words under many posts, by many names, reworded or not: found when they arrive, kept together, so that they
can be judged as one. How two are compared is said in comments.spam.likeness.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from . import models
from .letters import telling
from .spam.likeness import Likeness

KEEP = timedelta(days=60)
MOST_KEPT = 20_000
# By so many a campaign is known well enough; what joins it then is counted in, and not looked for.
ENOUGH = 40
LOOKED_AT, MARKS_READ = 30, 600
QUOTABLE = 20_000  # of the post's text


@dataclass(frozen=True)
class Company:
    """Who else has said what a comment says."""

    likeness: Likeness
    campaigns: frozenset[int] = frozenset()
    # All that are in it; and of them those that were there before and are not just the same person's habit.
    members: list = field(default_factory=list)
    before: list = field(default_factory=list)
    # What people have decided of the members, by the comment's number.
    decided: dict = field(default_factory=dict)

    @property
    def found_spam(self):
        """A member that a person marked as spam, if none was approved."""
        return None if self._first("approved") else self._first("spam")

    @property
    def is_good(self) -> bool:
        return bool(self._first("approved")) and not self._first("spam")

    def _first(self, status):
        decided = self.decided
        return next((each for each in self.members if each.pk in decided and decided[each.pk].after == status), None)


def members_of(comment):
    """The comments of its campaign, itself included; itself alone where there is none."""
    campaign = models.CommentLikeness.objects.filter(pk=comment.pk).values_list("campaign", flat=True).first()
    if campaign is None:
        return models.Comment.objects.filter(pk=comment.pk)
    return models.Comment.objects.filter(likeness__campaign=campaign)


def company_of(comment) -> Company:
    """Looked up once for one wording."""
    known = getattr(comment, "_company", None)
    if known is None or known[0] != comment.body:
        known = comment._company = (comment.body, _look_up(comment))
    return known[1]


def keep(comment) -> None:
    """To be known again by. Joins the campaigns that it is like, which are one from then on."""
    if comment.edited_at:
        models.CommentLikeness.objects.filter(pk=comment.pk).delete()
    company = company_of(comment)
    if not company.likeness.is_long_enough:
        return
    row = models.CommentLikeness.objects.create(
        comment=comment, kept=company.likeness.to_bytes(), campaign=_join(comment, company)
    )
    if len(company.members) < ENOUGH:
        marks = [models.LikenessMark(likeness=row, mark=mark) for mark in company.likeness.marks]
        models.LikenessMark.objects.bulk_create(marks)
    if company.before and not comment.is_approved:
        _hold_unread(comment, company)


def forget_old() -> None:
    kept = models.CommentLikeness.objects
    kept.filter(created_at__lt=timezone.now() - KEEP).delete()
    if too_old := kept.order_by("-created_at").values_list("created_at", flat=True)[MOST_KEPT : MOST_KEPT + 1]:
        kept.filter(created_at__lte=too_old[0]).delete()


def named(comment) -> str:
    words = {"name": Truncator(comment.name).chars(40), "post": Truncator(comment.post.headline).chars(60)}
    return _("%(name)s under “%(post)s”") % words


def _look_up(comment) -> Company:
    likeness = _likeness_of(comment)
    alike = _alike(comment, likeness) if likeness.is_long_enough else []
    if not alike:
        return Company(likeness)
    campaigns = frozenset(row.campaign for row in alike if row.campaign)
    members = _members(comment, [row.pk for row in alike], campaigns)
    decided = models.Decision.objects.filter(comment__in=members).standing_each()
    said_at = comment.edited_at or comment.created_at
    own_habit = _is_own_habit(comment, likeness)
    before = [each for each in members if each.created_at <= said_at and not own_habit(each)]
    return Company(likeness, campaigns, members, before, decided)


def _likeness_of(comment) -> Likeness:
    post, parent = comment.post, comment.parent
    answered = [post.body[:QUOTABLE], *([parent.body[:QUOTABLE]] if parent else [])]
    return Likeness.of(comment.body, title=post.title, answered=answered)


def _alike(comment, likeness: Likeness) -> list:
    marked = models.LikenessMark.objects.filter(mark__in=likeness.marks).exclude(likeness=comment.pk)
    hits = Counter(marked.order_by("-likeness").values_list("likeness", flat=True)[:MARKS_READ])
    best = [pk for pk, _count in hits.most_common(LOOKED_AT)]
    rows = models.CommentLikeness.objects.filter(pk__in=best) if best else []
    return [row for row in rows if row.read().is_alike(likeness)]


def _members(comment, alike: Iterable[int], campaigns: Iterable[int]) -> list:
    theirs = Q(pk__in=alike) | Q(likeness__campaign__in=campaigns)
    members = models.Comment.objects.filter(theirs).exclude(pk=comment.pk).select_related("post", "likeness")
    return list(members.defer("post__body", "post__body_html").order_by("-pk")[: ENOUGH * 2])


def _is_own_habit(comment, likeness: Likeness):
    """People greet and thank in words of their own, and send again what seemed lost; with a link it is a campaign."""

    def own_habit(other) -> bool:
        if comment.account_id or other.account_id:
            is_same = comment.account_id == other.account_id
        else:
            is_same = bool(comment.email) and comment.email.lower() == other.email
        return is_same and (not likeness.domains or comment.post_id == other.post_id)

    return own_habit


def _join(comment, company: Company) -> int | None:
    if not company.members:
        return None
    first = min([*company.campaigns, *(each.pk for each in company.members)])
    joined = Q(pk__in=[each.pk for each in company.members]) | Q(campaign__in=company.campaigns)
    models.CommentLikeness.objects.filter(joined).exclude(campaign=first).update(campaign=first)
    return first


def _hold_unread(comment, company: Company) -> None:
    """
    What appeared unread and leads to the same place as this. Without such a link it stays, and so does what a proven
    person wrote: else anybody could hide a comment by copying it.
    """
    for other in company.before:
        is_unread = other.is_approved and other.pk not in company.decided and not other.confirmed_at
        if is_unread and not other.account_id and other.likeness.read().domains & company.likeness.domains:
            reason = _("The same came again, by %s; nobody has read it yet.") % named(comment)
            other.hold(reason=reason, rule="campaign")
            telling.tell.enqueue(other.pk)
