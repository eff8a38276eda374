"""Decisions taken, one or five hundred alike: the one place where the state of a kept comment changes."""

from django.db import transaction

from .. import learning, models, searching
from ..letters import telling
from . import reporting


@transaction.atomic
def take(wishes: list) -> list:
    """
    Each an unsaved Decision that says which comment becomes what, by whom and why. Those whose comment is so already
    are dropped: doing it twice does nothing the second time. So are those about words that have changed since they
    were loaded. Returns the others, kept.
    """
    decisions = _that_change_something(wishes)
    models.Decision.objects.bulk_create(decisions)
    for status, ids in _by_status(decisions).items():
        models.Comment.objects.filter(pk__in=ids).update(status=status)
    searching.keep_up([decision.comment_id for decision in decisions])
    reporting.settle(decisions)
    _let_stand(wishes)
    _tell([decision for decision in decisions if decision.moderator_id])
    return decisions


def _that_change_something(wishes: list) -> list:
    """One for each comment; whoever comes second sees what the first has decided."""
    first = {wish.comment_id: wish for wish in reversed(wishes)}
    locked = models.Comment.objects.select_for_update().filter(pk__in=first).order_by("pk")
    for pk, status, edited_at in locked.values_list("pk", "status", "edited_at"):
        if _is_about_these_words(first[pk], edited_at):
            first[pk].before = status
    return [wish for wish in first.values() if wish.before and wish.before != wish.after]


def _is_about_these_words(wish, edited_at) -> bool:
    """Whoever decides has read the words that were loaded; where only the number is known, any."""
    if not models.Decision.comment.is_cached(wish):
        return True
    return wish.comment.__dict__.get("edited_at", edited_at) == edited_at


def _by_status(decisions: list) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for decision in decisions:
        ids.setdefault(decision.after, []).append(decision.comment_id)
    return ids


def _let_stand(wishes: list) -> None:
    """Approved once more, by a person: what readers have said of it is answered all the same."""
    for wish in wishes:
        if wish.moderator_id and wish.before == wish.after == models.Status.APPROVED:
            reporting.dismiss_all([wish.comment_id], by=wish.moderator)


def _tell(decisions: list) -> None:
    """What a person decides teaches, and is told to who waits for it; the machine's is told where a comment arrives."""
    learning.study_soon([decision.comment_id for decision in decisions])
    telling.tell_soon([each.comment_id for each in decisions if each.after != models.Status.PENDING])
