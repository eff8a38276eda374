"""A ban is said to the banned, with its reason and its end; nobody is let write on where nobody reads."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..limits import Refused
from ..models import Comment, ListedSource
from . import sources
from .listing import is_proven, speaking_of

MOST_OFFERED = 8
Kind, Effect = ListedSource.Kind, ListedSource.Effect

LASTING = {"1": _("a day"), "7": _("a week"), "30": _("a month"), "365": _("a year"), "": _("for good")}


def refuse(comment, sender) -> None:
    """Raises limits.Refused where it is surely the banned one; who only types a banned address learns nothing of it."""
    if sender.may_moderate or (comment.account_id and comment.account_id == comment.post.author_id):
        return
    entry = speaking_of(comment, sender)
    if entry and entry.effect == Effect.REFUSE and is_proven(entry, sender):
        raise Refused("banned", entry.refusal)


def offered(comment: Comment) -> list[tuple[str, str]]:
    """What of a comment can be listed, each once: kind and value."""
    domains = [sources.domain_of(comment.email)]
    found = [
        (Kind.ACCOUNT, str(comment.account_id or "")),
        (Kind.EMAIL, comment.email),
        (Kind.NETWORK, comment.network),
        *((Kind.LINK_DOMAIN, host) for host in sources.hosts_of(comment)[:MOST_OFFERED]),
        *((Kind.EMAIL_DOMAIN, domain) for domain in domains),
    ]
    return [(kind, value) for kind, value in found if value]


def draft(kind: str, value: str, *, effect: str, lasts: str, reason: str = "", note: str = "", by=None) -> ListedSource:
    """Only a person can be refused; of what many share, comments are taken for spam instead."""
    entry = ListedSource(kind=kind, value=value, effect=effect, reason=reason, note=note, by=by)
    if effect == Effect.REFUSE and not entry.is_personal:
        entry.effect = Effect.SPAM
    if lasts:
        entry.ends_at = timezone.now() + timedelta(days=int(lasts))
    return entry
