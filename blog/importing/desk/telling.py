"""A report as a page shows it: the same counts and reasons that the commands print."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...models import ImportJob
from ..report import KINDS, OUTCOMES

SHOWN = 500


@dataclass(frozen=True)
class Told:
    rows: list[tuple[str, list[int]]]
    reasons: list[tuple[int, str, str]]
    lists: list[tuple[str, list[str]]]
    more: int

    def __bool__(self) -> bool:
        return bool(self.rows or self.lists)


def told(job: ImportJob) -> Told:
    report = job.report
    outcomes, in_file = report.get("outcomes", {}), report.get("in_file") or job.found.get("in_file", {})
    rows = [
        (kind, [in_file[kind], *(outcomes.get(kind, {}).get(each, 0) for each in OUTCOMES)])
        for kind in KINDS
        if in_file.get(kind)
    ]
    reasons = [
        (times, kind, reason) for kind in KINDS for reason, times in report.get("reasons", {}).get(kind, {}).items()
    ]
    remarks = report.get("remarks", [])
    lists = [
        (_("Could not be read"), report.get("unreadable", [])),
        (_("Repaired in the file"), _counted(report.get("repairs", {}))),
        (_("Not brought over"), _counted(report.get("losses", {}))),
        (_("Taken back"), report.get("undone", [])[:SHOWN]),
        (_("Row by row"), remarks[:SHOWN]),
    ]
    return Told(rows, reasons, [(title, lines) for title, lines in lists if lines], max(0, len(remarks) - SHOWN))


def _counted(counts: dict[str, int]) -> list[str]:
    return [f"{times} × {name}" for name, times in sorted(counts.items(), key=lambda pair: -pair[1]) if times]
