"""How stored comments would be judged today, by what is still known of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import spam, stamps
from .models import Comment, CommentRules, Status

AT_ONCE = 100


@dataclass(frozen=True)
class Difference:
    comment: Comment
    verdict: spam.Verdict

    @property
    def may_be_applied(self) -> bool:
        """Nothing that is public goes, and nothing appears, without a person."""
        return self.comment.status == Status.PENDING and self.verdict.status == Status.SPAM

    def apply(self) -> None:
        self.comment.mark_spam(reason=_("Judged again. %s") % self.verdict.reason, rule=self.verdict.rule)


def differences() -> Iterator[Difference]:
    """What would be spam now, or would be spam no longer. Where a person has decided, that stands."""
    rules = CommentRules.load()
    for comment in _stored():
        if comment.decisions.standing() is None:
            verdict = spam.judge(comment, sender_of(comment), rules)
            if (verdict.status == Status.SPAM) != (comment.status == Status.SPAM):
                yield Difference(comment, verdict)


def sender_of(comment: Comment) -> spam.Sender:
    """The form is long gone: nothing is said against how it was sent."""
    account = comment.account
    return spam.Sender(
        network=comment.network,
        opened_seconds=stamps.QUICKEST,
        origin_proven=True,
        account=account,
        is_confirmed=bool(account) and account.is_confirmed,
        proven_email=comment.proven_email,
        may_moderate=bool(account) and account.has_perm("comments.moderate_comment"),
    )


def _stored() -> Iterator[Comment]:
    """In portions, so that no cursor is open while rows change."""
    comments = Comment.objects.exclude(status=Status.TRASH).select_related("post__author", "account").order_by("pk")
    last = 0
    while portion := list(comments.filter(pk__gt=last)[:AT_ONCE]):
        yield from portion
        last = portion[-1].pk
