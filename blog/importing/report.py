"""What an import tells: every record of the file once, as created, updated, skipped or failed, and why."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _

OUTCOMES = ("created", "updated", "skipped", "failed")
KINDS = ("author", "category", "tag", "series", "term", "post", "page", "comment", "attachment", "redirect", "other")
MOST_REMARKS = 2_000


class Report:
    """Rows are named by their kind and their number in the file: nobody's words end up in a log."""

    def __init__(self):
        self.in_file: Counter = Counter()
        self.outcomes: dict[str, Counter] = defaultdict(Counter)
        self.reasons: dict[str, Counter] = defaultdict(Counter)
        self.losses: Counter = Counter()
        self.repairs: Counter = Counter()
        self.remarks: list[str] = []
        self.unreadable: list[str] = []
        self.batch: int | None = None

    def meet(self, kind: str, times: int = 1) -> None:
        self.in_file[kind] += times

    def tell(self, kind: str, outcome: str, reason: str = "", times: int = 1) -> None:
        self.outcomes[kind][outcome] += times
        if reason:
            self.reasons[kind][f"{outcome}: {reason}"] += times

    def remark(self, kind: str, number: str, sentence: str) -> None:
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(f"{kind} {number}: {sentence}")

    @property
    def adds_up(self) -> bool:
        return all(self.in_file[kind] == sum(self.outcomes[kind].values()) for kind in KINDS)

    def totals(self, *outcomes: str) -> tuple[int, ...]:
        return tuple(sum(counts[outcome] for counts in self.outcomes.values()) for outcome in outcomes)

    def as_dict(self) -> dict:
        return {
            "in_file": dict(self.in_file),
            "outcomes": {kind: dict(counts) for kind, counts in self.outcomes.items()},
            "reasons": {kind: dict(counts) for kind, counts in self.reasons.items()},
            "losses": dict(self.losses),
            "repairs": {name: times for name, times in self.repairs.items() if times},
            "remarks": self.remarks,
            "unreadable": self.unreadable,
        }

    def as_text(self) -> str:
        parts = [self._table(), self._reasons(), self._list(_("Repaired in the file"), self.repairs)]
        parts += [self._list(_("Not brought over"), self.losses)]
        if self.remarks:
            parts.append("\n".join([_("Remarks"), *(f"  {remark}" for remark in self.remarks)]))
        if not self.adds_up:
            parts.append(_("These counts do not add up: please report this as a bug, with the file if you can."))
        return "\n\n".join(filter(None, [*parts, *self.unreadable]))

    def _table(self) -> str:
        heads = (_("in file"), _("created"), _("updated"), _("skipped"), _("failed"))
        lines = [" " * 12 + "".join(f"{head:>10}" for head in heads)]
        for kind in KINDS:
            if self.in_file[kind]:
                numbers = (self.in_file[kind], *(self.outcomes[kind][outcome] for outcome in OUTCOMES))
                lines.append(f"{kind:<12}" + "".join(f"{number:>10}" for number in numbers))
        return "\n".join(lines)

    def _reasons(self) -> str:
        lines = [
            f"  {times:>6} × {kind} {reason}" for kind in KINDS for reason, times in self.reasons[kind].most_common()
        ]
        return "\n".join([_("Reasons"), *lines]) if lines else ""

    def _list(self, title: str, counts: Counter) -> str:
        lines = [f"  {times:>6} × {name}" for name, times in counts.most_common() if times]
        return "\n".join([title, *lines]) if lines else ""
