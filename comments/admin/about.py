"""More about one comment, looked up when a moderator asks for it: what else came from there, what the filter finds."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Comment, Correspondent, Status
from ..spam import filtering
from . import tabs
from .rows import History

SHOWN = 5


@dataclass(frozen=True)
class Alike:
    title: str
    history: History
    latest: list[Comment]
    more: str  # of the queue's address


def of(comment) -> dict:
    return {
        "comment": comment,
        "groups": [group for group in _groups(comment) if group.latest],
        "is_proven": _is_proven(comment),
        "reading": reading(comment),
        "log": comment.decisions.select_related("moderator", "appeal"),
    }


def reading(comment) -> dict:
    """What the classifier says now, with the act that tells it the opposite."""
    read = filtering.read(comment)
    words = _("in doubt")
    if read.is_spam:
        words = _("spam")
    elif read.is_good:
        words = _("good")
    return {
        "verdict": words,
        "against": read.against,
        "in_favour": read.in_favour,
        "wrong": "is-spam" if read.is_good else "not-spam",
        "is_good": read.is_good,
    }


def _groups(comment) -> list[Alike]:
    others = Comment.objects.exclude(pk=comment.pk)
    account = others.filter(account=comment.account_id) if comment.account_id else others.none()
    return [
        _alike(_("Same account"), account, ""),
        _alike(_("Same address"), _same(others, "email", comment), f"address_of={comment.pk}"),
        _alike(_("Same network"), _same(others, "network", comment), f"network_of={comment.pk}"),
    ]


def _same(others, field: str, comment):
    value = getattr(comment, field)
    return others.filter(**{field: value}) if value else others.none()


def _alike(title: str, comments, more: str) -> Alike:
    latest = list(comments.select_related("post").defer("post__body", "post__body_html", "body")[:SHOWN])
    counts = {status: tabs.count(comments.filter(status=status)) for status in Status.values} if latest else {}
    return Alike(title, History(counts), latest, more)


def _is_proven(comment) -> bool:
    """Whether this comment's address has shown to be its writer's; that it once answered is another thing."""
    return bool(comment.confirmed_at) or _has_answered(comment)


def _has_answered(comment) -> bool:
    return Correspondent.objects.filter(email=comment.email, confirmed_at__isnull=False).exclude(email="").exists()
