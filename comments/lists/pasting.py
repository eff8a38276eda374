"""Many sources at once, one a line; what each is, is guessed from how it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import AuditEntry, ListedSource
from . import sources
from .banning import draft

Kind = ListedSource.Kind
MOST_LINES, MOST_ERRORS = 5000, 100


@dataclass
class Sheet:
    entries: list[ListedSource] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)  # line, sentence
    known: int = 0  # listed already, or written twice


def read(text: str, *, kind: str = "", **how) -> Sheet:
    """Nothing is kept yet. `kind` for all, where the guess would be wrong: a bare domain is one of links."""
    sheet, seen = Sheet(), set()
    lines = [(number, line, kind or sources.kind_of(line)) for number, line in _lines(text)]
    accounts = sources.accounts_among(line for _number, line, of in lines if of == Kind.ACCOUNT)
    for number, line, of in lines:
        try:
            entry = _entry(line, of, accounts, how)
        except ValidationError as error:
            sheet.errors.append((number, " ".join(error.messages)))
            continue
        if (entry.kind, entry.value) not in seen:
            sheet.entries.append(entry)
        seen.add((entry.kind, entry.value))
    return _without_known(sheet)


@transaction.atomic
def keep(sheet: Sheet, *, by) -> None:
    for entry in sheet.entries:
        entry.save()
    if sheet.entries:
        numbers = f"{sheet.entries[0].pk} – {sheet.entries[-1].pk}"
        AuditEntry.objects.write(AuditEntry.Kind.LIST, [("listed", "", f"{len(sheet.entries)} ({numbers})")], by=by)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """What stands behind a # is for people."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise ValidationError(_("At most %s lines at once.") % MOST_LINES)
    for number, line in enumerate(lines, start=1):
        if bare := line.split("#", 1)[0].strip():
            yield number, bare


def _entry(line: str, kind: str, accounts: dict, how: dict) -> ListedSource:
    entry = draft(kind, _value(line, kind, accounts), **how)
    entry.check_fairness()
    return entry


def _value(line: str, kind: str, accounts: dict) -> str:
    """Accounts are looked up all at once; only other scripts than Latin, where databases differ, one by one."""
    if kind != Kind.ACCOUNT or not line.isascii():
        return sources.spelt(kind, line)
    if line.lower() not in accounts:
        raise sources.unknown_account(line)
    return accounts[line.lower()]


def _without_known(sheet: Sheet) -> Sheet:
    values = [entry.value for entry in sheet.entries]
    known = set(ListedSource.objects.acting().filter(value__in=values).values_list("kind", "value"))
    fresh = [entry for entry in sheet.entries if (entry.kind, entry.value) not in known]
    sheet.entries, sheet.known = fresh, len(sheet.entries) - len(fresh)
    return sheet
