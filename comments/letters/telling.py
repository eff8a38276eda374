"""
Who hears of a comment: moderators when it waits, the post's author and those who follow when it appears, its writer
when a person has decided. Each of them once; what they are told is written when the letter leaves (`letters`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from config.site import absolute
from config.tasks import task

from .. import models
from ..mine import confirming
from ..moderation import moderation_keys
from . import followers, handing

ASKS_AGAIN = ["appeal", "disowned", "campaign"]  # the rules of decisions that bring one back into the queue
PERMISSION = {"content_type__app_label": "comments", "codename": "moderate_comment"}


@dataclass(frozen=True)
class Hearing:
    email: str
    why: str
    account: User | None = None
    subscription: object = None
    decision: int = 0  # what it is about, where a comment is told of more than once
    report: int = 0


@task
def tell(comment_id: int) -> None:
    """May be run again at any time: nobody hears twice."""
    _tell(comment_id, models.CommentRules.load())


def _tell(comment_id: int, rules) -> None:
    found = models.Comment.objects.select_related("post__author", "parent", "account").filter(pk=comment_id)
    comment = found.first()
    if comment is None:
        return
    if confirming.is_waited_for(comment):
        confirming.ask_about(comment)
    else:
        handing.note(comment, hearers(comment, rules))
        handing.hand_over_about(comment)


@task
def tell_each(comment_ids: list[int]) -> None:
    """One task for one act on many; may be run again as `tell` may."""
    rules = models.CommentRules.load()
    for comment_id in comment_ids:
        _tell(comment_id, rules)


def tell_soon(comment_ids: list[int]) -> None:
    if comment_ids:
        tell_each.enqueue(comment_ids)


def hearers(comment, rules) -> Iterator[Hearing]:
    """The best reason of a person first."""
    if comment.status == models.Status.PENDING and rules.notify_moderators:
        yield from _asked(comment)
    if comment.status == models.Status.APPROVED:
        if rules.notify_author:
            yield from _author(comment)
        if rules.offer_subscriptions:
            found = followers.of(comment)
            yield from (Hearing(each.correspondent.email, why, subscription=each) for each, why in found)
    if rules.tell_writers:
        yield from _writer(comment)


def tell_of_report(report) -> None:
    """One letter about a comment, however many report it."""
    people = moderators().exclude(pk=report.comment.account_id)
    hearings = [Hearing(each.email, models.Why.REPORTED, account=each, report=report.pk) for each in people]
    handing.note(report.comment, hearings)
    handing.hand_over_about(report.comment)


def moderators():
    """Active staff who may moderate, at addresses that they have confirmed and where mail arrives."""
    granted = Q(is_superuser=True)
    for way in ("groups__permissions", "user_permissions"):
        granted |= Q(**{f"{way}__{name}": value for name, value in PERMISSION.items()})
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, email__iexact=OuterRef("email"))
    lost = models.Correspondent.objects.out_of_reach().filter(email=OuterRef("email"))
    able = User.objects.filter(granted, Exists(confirmed), ~Exists(lost), is_active=True, is_staff=True)
    return User.objects.filter(pk__in=able.values("pk"))


def about(comment) -> dict:
    return {
        "comment": comment,
        "post": comment.post,
        "post_url": absolute(comment.post.get_absolute_url()),
        "comment_url": absolute(comment.get_absolute_url()),
    }


def _asked(comment) -> Iterator[Hearing]:
    """About each wording that waits: an edit may ask again, and what brings it back into the queue."""
    asks_again = comment.edited_at or comment.decisions.filter(rule__in=ASKS_AGAIN).exists()
    wording = moderation_keys.latest_decision(comment) if asks_again else 0
    for person in moderators().exclude(pk=comment.account_id):
        yield Hearing(person.email, models.Why.WAITS, account=person, decision=wording)


def _author(comment) -> Iterator[Hearing]:
    """An author who moderates has been asked about it already."""
    author = comment.post.author
    decided_by = comment.decisions.values_list("moderator_id", flat=True).first()
    if author.pk not in {comment.account_id, decided_by} and author.is_active and author.is_confirmed:
        yield Hearing(author.email, models.Why.APPEARED, account=author)


def _writer(comment) -> Iterator[Hearing]:
    """Of what a person decided, if they asked for follow-ups; what the machine takes for spam is told to nobody."""
    decision = comment.decisions.select_related("moderator").first()
    if not decision or not decision.moderator_id or decision.moderator_id == comment.account_id:
        return
    why = {
        models.Status.APPROVED: models.Why.PUBLISHED,
        models.Status.SPAM: models.Why.REMOVED,
        models.Status.TRASH: models.Why.REMOVED,
    }.get(comment.status)
    theirs = Q(comment=comment.pk) | (Q(comment=None) if comment.confirmed_at else Q(pk=None))
    subscription = models.Subscription.objects.active().filter(
        theirs, post=comment.post_id, correspondent__email=comment.email
    )
    if why and comment.email and (found := subscription.select_related("correspondent").first()):
        yield Hearing(found.correspondent.email, why, subscription=found, decision=decision.pk)
