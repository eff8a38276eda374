"""What became of everybody, and which promises were kept."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from comments.models import Comment, Decision

from .people import Person
from .visitor import Sent

BOTS = "{:<22} {:>6} {:>8} {:>6} {:>6} {:>10}"
PEOPLE = "{:<22} {:>6} {:>9} {:>8} {:>6} {:>8} {:>8} {:>14}"
SHARE = 0.01  # of the comments of all bots, and of each kind, may be published
# Who has earned trust and says a pitch without a link is found by readers, not by a machine: counted in all only.
EARNED = {"foot in the door"}


@dataclass
class Report:
    promises_against_bots: bool = True
    bots: dict[str, list[Sent]] = field(default_factory=dict)
    people: list[tuple[Person, list[Sent]]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def print_bots(self) -> None:
        print(BOTS.format("bots", "sent", "refused", "held", "spam", "published"))
        everything = Counter()
        for kind, sent in self.bots.items():
            counts = _counts(sent)
            everything += counts
            print(_row(kind, counts))
            if kind not in EARNED:
                self._promise_against(kind, counts)
        print(_row("together", everything))
        self._promise_against("together", everything)
        for kind, sent in self.bots.items():
            _print_published(kind, sent)

    def print_people(self) -> None:
        print()
        print(PEOPLE.format("people", "people", "comments", "refused", "spam", "waiting", "at once", "with trust"))
        for way in dict.fromkeys(person.way for person, _sent in self.people):
            self._print_way(way, [(person, sent) for person, sent in self.people if person.way == way])

    def print_site(self, reading: list[float], letters: Counter) -> None:
        everything = [*chain(*self.bots.values(), *(sent for _person, sent in self.people))]
        failed = sum(sent.status >= 500 for sent in everything)
        lost = sum(sent.words_are_lost for sent in everything)
        reading = sorted(reading)
        middle, slow = (reading[int(len(reading) * share)] * 1000 for share in (0.5, 0.95))
        print(f"\na reader's page in the burst: {middle:.0f} ms, 95 of 100 within {slow:.0f} ms, {len(reading)} pages")
        print(f"answers of 500 and above: {failed}; refused without giving the words back: {lost}")
        print("letters: " + (", ".join(f"{count} to {who}" for who, count in letters.most_common(6)) or "none"))
        self._promise(not failed, f"{failed} answers of 500 and above")
        self._promise(not lost, f"{lost} times words were lost")

    def _print_way(self, way: str, came: list) -> None:
        counts = _counts([sent for _person, each in came for sent in each])
        trusted = [sent for person, each in came if person.is_trusted for sent in each]
        at_once = _counts(trusted)["approved"]
        trust = f"{at_once} of {len(trusted)}" if trusted else "–"
        print(PEOPLE.format(way, len(came), counts["sent"], counts["refused"], counts["spam"], counts["pending"],
                            counts["approved"], trust))  # fmt: skip
        for person, each in came:
            for sent in each:
                _print_trouble(person, sent)
        self._promise(not counts["refused"], f"{way}: {counts['refused']} refused")
        self._promise(not counts["spam"], f"{way}: {counts['spam']} taken for spam")
        self._promise(at_once == len(trusted), f"{way}: {at_once} of {len(trusted)} with trust at once")

    def _promise_against(self, bots: str, counts: Counter) -> None:
        is_kept = counts["approved"] <= SHARE * counts["sent"] or not self.promises_against_bots
        self._promise(is_kept, f"{bots}: {counts['approved']} published")

    def _promise(self, is_kept: bool, otherwise: str) -> None:
        if not is_kept:
            self.broken.append(otherwise)


def _counts(sent: list[Sent]) -> Counter:
    kept = Comment.objects.filter(pk__in=[each.number for each in sent if each.number])
    states = dict(kept.values_list("pk", "status"))
    return Counter([states.get(each.number, "refused") for each in sent] + ["sent"] * len(sent))


def _row(name: str, counts: Counter) -> str:
    return BOTS.format(name, *(counts[of] for of in ("sent", "refused", "pending", "spam", "approved")))


def _print_published(kind: str, sent: list[Sent]) -> None:
    through = Comment.objects.filter(pk__in=[each.number for each in sent if each.number], status="approved")
    for comment in through.order_by("pk")[:8]:
        print(f"  ! {kind}, {comment.name}: {comment.body[:110]!r} ({comment.url}) – {_why(comment.pk)}")


def _print_trouble(person: Person, sent: Sent) -> None:
    comment = Comment.objects.filter(pk=sent.number).first()
    status = comment.status if comment else "refused"
    if status in {"refused", "spam"} or (person.is_trusted and status != "approved"):
        told = _why(comment.pk) if comment else f"{sent.status} {sent.complaint}"
        print(f"  ! {person.name}: {status} – {told}")


def _why(number: int) -> str:
    return Decision.objects.filter(comment=number).values_list("reason", flat=True).first()
