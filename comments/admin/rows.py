"""What the queue shows of each comment: gathered for a whole page at once, however many there are."""

from dataclasses import dataclass, field

from django.db.models import Count, Max
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ..models import Comment, CommentLikeness, Decision, Status
from ..moderation import moderating
from .reports import what_readers_say

MOST_SHOWN, MOST_ANSWERED, MOST_LINKS = 900, 400, 8
KEYS = {"approve": "a", "hold": "u", "spam": "s", "trash": "d"}
WITH_NOTE = {"spam": _("Spam, with this note"), "trash": _("Trash, with this note")}
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
    def takes_note(self) -> bool:
        return self.name in WITH_NOTE

    @property
    def label_with_note(self) -> str:
        return WITH_NOTE[self.name]

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
    alike: int = 0  # others of its campaign that wait
    newest: int = 0  # of these: who comes later is not decided with them
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
        clean = self.comment.html_without_links
        # Cutting clean HTML short opens nothing; its tags are closed again. Most are short, and cutting takes long.
        return clean if len(clean) <= MOST_SHOWN else mark_safe(Truncator(clean).chars(MOST_SHOWN, html=True))

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
    alike = _alike(comments)
    return [
        Row(each, address(each), network(each), *alike.get(each.pk, (0, 0)), is_done=each.pk in done)
        for each in comments
    ]


def _alike(comments: list[Comment]) -> dict[int, tuple[int, int]]:
    """How many others wait that say the same, and the newest of them."""
    theirs = CommentLikeness.objects.filter(pk__in=[each.pk for each in comments], campaign__isnull=False)
    campaign_of = dict(theirs.values_list("pk", "campaign"))
    waiting = Comment.objects.waiting().filter(likeness__campaign__in=set(campaign_of.values())).order_by()
    rows = waiting.values_list("likeness__campaign").annotate(Count("pk"), Max("pk"))
    found = {campaign: (number, newest) for campaign, number, newest in rows}
    waits = {each.pk for each in comments if each.status == Status.PENDING}
    known = {pk: found.get(campaign, (0, 0)) for pk, campaign in campaign_of.items()}
    return {pk: (number - (pk in waits), newest) for pk, (number, newest) in known.items()}


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
