"""Redirects of the old blog: taken in where nobody has decided otherwise here, and taken back with the rest."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Code, ImportBatch, ImportedItem, OldAddress
from ..redirects.pointing import pointed
from ..redirects.spelling import after_path
from .ledger import Ledger
from .old_addresses import path_on
from .records import RedirectRecord

KIND = "redirect"


def take_in(record: RedirectRecord, ledger: Ledger) -> None:
    """Tells the report."""
    path = record.path if record.path.startswith("/") else path_on(ledger.host, record.path)
    try:
        row = pointed(path or "", _target(record, ledger.host), record.code)
    except ValidationError:
        ledger.report.tell(KIND, "failed", _("leads from or to an address that cannot be used"))
    else:
        ledger.report.tell(KIND, *_kept(row, ledger))


def take_back(batch: ImportBatch, staying: set[int]) -> tuple[int, list[str]]:
    """How many are gone, and why others are not. Those that lead to a post that stays, stay with it."""
    removed, kept = 0, []
    for item in batch.items.filter(kind=KIND).order_by("pk"):
        row = OldAddress.objects.filter(pk=item.object_id).first()
        if row and row.facts != item.original["facts"]:
            kept.append(_("redirect %s stays: it was changed here.") % row.pk)
            continue
        if row and row.post_id in staying:
            continue
        if row:
            row.delete()
            removed += 1
        item.delete()
    return removed, kept


def _target(record: RedirectRecord, host: str) -> str:
    """What led to the old blog by its full address leads to the same path here."""
    path = None if record.target.startswith("/") else path_on(host, record.target)
    return path + after_path(urlsplit(record.target)) if path else record.target


@transaction.atomic
def _kept(row: OldAddress, ledger: Ledger) -> tuple[str, str]:
    key = ledger.key(KIND, row.path)
    item, old = ledger.find(key), OldAddress.objects.filter(path=row.path).first()
    if item:
        return _again(item, old, row, ledger)
    if old is None:
        row.save()
        ledger.enter(key, KIND, row, {"facts": row.facts})
        return "created", ""
    if _came_with_its_post(old, row, ledger):
        _lead(old, row)
        return "created", ""
    if old.facts == row.facts:
        return "skipped", _("leads there already")
    return "skipped", _("an address that leads elsewhere here, and is kept as it is")


def _again(item: ImportedItem, old: OldAddress | None, row: OldAddress, ledger: Ledger) -> tuple[str, str]:
    if old is None or old.pk != item.object_id:
        return "skipped", _("deleted here since")
    if old.facts == row.facts:
        return ("created", "") if ledger.is_own(item) else ("skipped", _("unchanged"))
    if old.facts != item.original["facts"]:
        return "skipped", _("edited here since, and kept as it is")
    _lead(old, row)
    item.original = {"facts": old.facts}
    item.save(update_fields=["original"])
    return "updated", ""


def _lead(old: OldAddress, row: OldAddress) -> None:
    for name, value in row.leading.items():
        setattr(old, name, value)
    old.save(update_fields=list(row.leading))


def _came_with_its_post(old: OldAddress, row: OldAddress, ledger: Ledger) -> bool:
    """A post brings its old addresses, and the line about one of them says how it leads on."""
    is_alike = old.post_id and old.post_id == row.post_id and old.code in {Code.MOVED, row.code}
    posts = ledger.batch.items.filter(kind__in=["post", "page"], object_id=old.post_id)
    return bool(is_alike) and old.created_at >= ledger.batch.started_at and posts.exists()
