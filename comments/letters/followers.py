"""Who has asked to hear of a comment, and why it concerns them: it answers theirs, names them, or is in their post."""

from collections.abc import Iterator

from django.db.models import Q

from .. import models
from . import mentions


def of(comment) -> Iterator[tuple]:
    """(subscription, why), the best reason of a person first. Never the writer."""
    yield from ((each, models.Why.ANSWERS) for each in _answered(comment))
    yield from ((each, models.Why.MENTIONS) for each in _mentioned(comment))
    yield from ((each, models.Why.FOLLOWS) for each in _on(comment).filter(comment=None))


def _on(comment):
    active = models.Subscription.objects.active().filter(post=comment.post_id).select_related("correspondent")
    own = {comment.email, comment.account.email if comment.account else ""} - {""}
    return active.exclude(correspondent__email__in=own).order_by("pk")


def _answered(comment):
    """Whoever follows the comment that is answered, also if it is a later one of theirs below the one they follow."""
    if comment.parent is None:
        return models.Subscription.objects.none()
    above = _steps(comment.parent.path)
    theirs = Q(comment__in=above, correspondent__email=comment.parent.email) if comment.parent.email else Q()
    return _on(comment).filter(Q(comment=comment.parent_id) | theirs)


def _mentioned(comment) -> Iterator:
    """Those who speak in the same thread."""
    if "@" not in comment.body:
        return
    following = {each.correspondent.email: each for each in _on(comment).exclude(comment=None)}
    root = comment.path[: models.comment.STEP]
    thread = models.Comment.objects.approved().filter(post=comment.post_id, path__startswith=root)
    speakers = thread.filter(email__in=following).order_by().values_list("email", "name").distinct()
    called = mentions.named_in(comment.body_html, (name for _email, name in speakers))
    yield from (following[email] for email, name in speakers if name in called)


def _steps(path: str) -> list[int]:
    step = models.comment.STEP
    return [int(path[start : start + step]) for start in range(0, len(path), step)]
