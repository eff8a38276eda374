"""Who follows a conversation by mail: asked for with a comment or without one, confirmed, changed, ended."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from config.limits import TooMany
from config.models import OutgoingMail

from ..mine import confirming
from ..models import Correspondent, HowOften, Notice, Scope, Subscription

KEEP_UNCONFIRMED = timedelta(days=7)
MOST_UNCONFIRMED = 10  # for one address: nobody fills the page of somebody else


@transaction.atomic
def follow(email: str, post, sender, *, comment=None, written=None, how_often=None) -> None:
    """
    All that is said under `post`, or what answers `comment`; `written` is the comment that the wish came with. Without
    `how_often` what was chosen before is kept. Where the sender has not shown that the address is theirs, it waits for
    the answer to a letter; raises limits.TooMany where too many were asked for.
    """
    person, is_proven = Correspondent.of(email), sender.proven_email == email.strip().lower()
    if is_proven:
        person.confirm()
    else:
        confirming.ask(email, network=sender.network, for_comment=written)
        if person.subscriptions.waiting().count() >= MOST_UNCONFIRMED:
            return
    chosen = {"how_often": how_often or HowOften.AT_ONCE}
    wish, _is_new = person.subscriptions.get_or_create(post=post, comment=comment, defaults=chosen)
    if is_proven:
        wish.how_often, wish.confirmed_at = how_often or wish.how_often, wish.confirmed_at or timezone.now()
        wish.save(update_fields=["how_often", "confirmed_at"])


def follow_along(comment, sender, scope: str) -> None:
    """The box in the form was ticked, with this `Scope`. The comment is kept whatever becomes of this."""
    answered = comment if scope == Scope.REPLIES else None
    try:
        follow(comment.email, comment.post, sender, comment=answered, written=comment)
    except TooMany:
        return


def of(email: str):
    """All that an address follows or has asked to follow."""
    found = Subscription.objects.filter(correspondent__email=email.strip().lower())
    return found.select_related("post", "comment")


def confirm(email: str, chosen: list[str]) -> None:
    """The inbox has answered: those that were ticked, by their numbers, begin; the others are forgotten."""
    asked_for = of(email).waiting()
    asked_for.filter(pk__in=_numbers(chosen)).confirm()
    asked_for.delete()


def change(email: str, pace_of: dict[str, str]) -> None:
    """How often, by number; what is under way leaves at the new time."""
    for each in of(email).filter(pk__in=_numbers(pace_of)):
        pace = pace_of[str(each.pk)]
        if pace in HowOften.values and pace != each.how_often:
            each.how_often = pace
            each.save(update_fields=["how_often"])
            each.notices.unsent().update(due_at=HowOften(pace).next_time)


def cancel(email: str, chosen: list[str]) -> int:
    return _end(of(email).filter(pk__in=_numbers(chosen)))


def cancel_all(email: str) -> int:
    return _end(of(email))


def unfollow(correspondent_id: int, posts: list[int]) -> int:
    """By the key in a letter: these conversations, or all where none is named."""
    theirs = Subscription.objects.filter(correspondent=correspondent_id)
    return _end(theirs.filter(post__in=posts) if posts else theirs)


def forget(email: str) -> None:
    """What is kept of an address: whom it follows, what it was told, and the records of its letters."""
    _end(of(email))
    Notice.objects.filter(correspondent__email=email.strip().lower()).delete()
    OutgoingMail.objects.forget_recipient(email.strip().lower())


def forget_unconfirmed() -> None:
    """For housekeeping: nobody has answered the letter."""
    Subscription.objects.waiting().filter(created_at__lt=timezone.now() - KEEP_UNCONFIRMED).delete()


def _end(subscriptions) -> int:
    """What it was to tell goes along."""
    _all, by_model = subscriptions.delete()
    return by_model.get("comments.Subscription", 0)


def _numbers(chosen) -> list[int]:
    return [int(each) for each in chosen if each.isascii() and each.isdigit() and len(each) < 19]
