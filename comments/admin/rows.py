"""What the queue shows of each comment: gathered for a whole page at once, however many there are."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .. import moderating
from ..models import Comment, Decision, Status
from .reports import what_readers_say

MOST_SHOWN, MOST_ANSWERED, MOST_LINKS = 900, 400, 8
KEYS = {"approve": "a", "hold": "u", "spam": "s", "trash": "d"}
LABELS = {"approve": _("Approve"), "hold": _("Hold"), "spam": _("Spam"), "trash": _("Trash")}
# The checks behind which the classifier stands, see comments.spam.
OF_THE_FILTER = {"reads_like_spam", "learned"}
WRONG = {
    "not-spam": ("approve", _("The filter was wrong: this is good")),
    "is-spam": ("spam", _("The filter was wrong: this is spam")),
}


@dataclass(frozen=True)
class Verb:
    name: str

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def key(self) -> str:
        return KEYS[self.name]


VERBS = [Verb(name) for name in moderating.VERBS]


@dataclass(frozen=True)
class History:
    """What became of the others that have the same address, or came from the same network."""

    counts: dict[str, int] = field(default_factory=dict)

    @property
    def said(self) -> str:
        return ", ".join(f"{self.counts[value]} {label}" for value, label in Status.choices if self.counts.get(value))


@dataclass(frozen=True)
class Row:
    comment: Comment
    address: History
    network: History
    is_done: bool = False  # it has left the list that is on the screen

    @property
    def log(self) -> list[Decision]:
        return list(self.comment.decisions.all())

    @property
    def latest(self) -> Decision | None:
        return next(iter(self.log), None)

    @property
    def appeal(self) -> str:
        """What the writer has answered, lately."""
        return next((each.appeal.text for each in self.log if hasattr(each, "appeal")), "")

    @property
    def reported(self):
        return what_readers_say(self.comment)

    @property
    def words(self):
        # Cutting clean HTML short opens nothing; its tags are closed again.
        return mark_safe(Truncator(self.comment.html_without_links).chars(MOST_SHOWN, html=True))

    @property
    def answered(self) -> str:
        return Truncator(self.comment.parent.body).chars(MOST_ANSWERED) if self.comment.parent else ""

    @property
    def links(self) -> str:
        """Where its links lead, to be read and not to be followed."""
        return ", ".join(self.comment.link_targets[:MOST_LINKS])

    @property
    def verbs(self) -> list[Verb]:
        return [verb for verb in VERBS if moderating.VERBS[verb.name] != self.comment.status]

    @property
    def wrong(self) -> tuple[str, str] | None:
        """The opposite of what the classifier has decided here, while no person has."""
        if not self.latest or self.latest.moderator_id or self.latest.rule not in OF_THE_FILTER:
            return None
        name = "is-spam" if self.comment.is_approved else "not-spam"
        return name, WRONG[name][1]


def of(comments, *, done=frozenset()) -> list[Row]:
    comments = list(comments)
    address, network = _histories("email", comments), _histories("network", comments)
    return [Row(each, address(each), network(each), is_done=each.pk in done) for each in comments]


def _histories(same: str, comments: list[Comment]):
    """One count for all of them, in an index alone."""
    values = {getattr(comment, same) for comment in comments} - {""}
    alike = Comment.objects.filter(**{f"{same}__in": values}).order_by().values_list(same, "status")
    counts: dict[str, dict[str, int]] = {}
    for value, status, number in alike.annotate(Count("pk")):
        counts.setdefault(value, {})[status] = number

    def history(comment) -> History:
        found = counts.get(getattr(comment, same), {})
        return History({status: number - (status == comment.status) for status, number in found.items()})

    return history
