"""The lines of a sheet become redirects: looked at one by one and against each other, written all at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import GOALS, MissedAddress, OldAddress
from . import pointing
from .goals import AT_ONCE
from .sheets import CODES, Line


def rehearse(lines: list[Line]) -> list[Line]:
    """Says of each line what would become of it."""
    for line in lines:
        _look_at(line)
    _refuse_twins(lines)
    kept = [line for line in lines if line.row]
    pointing.settle([line.row for line in kept])
    _refuse_circles(kept)
    known = _known([line.row.path for line in kept if line.row])
    living = pointing.stands_there(line.row.path for line in kept if line.row)
    for line in kept:
        if line.row:
            old = known.get(line.row.path)
            line.verdict = "unchanged" if old and old.facts == line.row.facts else "taken"
            if line.row.path in living:
                line.reason = _("A page of the site may answer there. While it does, the redirect waits.")
    return lines


def take(lines: list[Line]) -> list[Line]:
    """All that can be taken, or nothing if anything goes wrong."""
    rows = [line.row for line in rehearse(lines) if line.verdict == "taken"]
    with transaction.atomic():
        OldAddress.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=[*GOALS, "target", "code"],
            batch_size=AT_ONCE,
        )
        for start in range(0, len(rows), AT_ONCE):
            MissedAddress.objects.filter(path__in=[row.path for row in rows[start : start + AT_ONCE]]).delete()
    return lines


def _look_at(line: Line) -> None:
    if line.code not in CODES:
        line.refuse(_("The code is none of 301, 302 and 410."))
        return
    try:
        line.row = pointing.read(line.path, line.target, CODES[line.code])
    except ValidationError as error:
        line.refuse(" ".join(error.messages))


def _refuse_twins(lines: list[Line]) -> None:
    first: dict[str, int] = {}
    for line in lines:
        if line.row and first.setdefault(line.row.path, line.number) != line.number:
            line.refuse(_("Line %(number)s has this address already.") % {"number": first[line.row.path]})


def _refuse_circles(lines: list[Line]) -> None:
    fixed = pointing.fixed_targets()
    for line in lines:  # those of the sheet take the places of those that are known
        fixed.pop(line.row.path, None)
    for line in lines:
        if pointing.leads_in_circle(line.row, fixed):
            line.refuse(_("It would lead in a circle."))
        elif line.row.target:
            fixed[line.row.path] = pointing.path_of(line.row)


def _known(paths: list[str]) -> dict[str, OldAddress]:
    found = {}
    for start in range(0, len(paths), AT_ONCE):
        rows = OldAddress.objects.filter(path__in=paths[start : start + AT_ONCE])
        found |= {old.path: old for old in rows}
    return found
