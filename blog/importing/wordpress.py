"""
An import, in the order in which it happens: every file is read once to see that it is whole, then again to be written,
one record and one transaction at a time. A run that was killed is taken up where it stopped by the next.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import ImportBatch
from .ledger import Ledger, base_of
from .report import Report
from .sources import Unreadable
from .survey import Survey, survey
from .writing import Writer
from .wxr import host_of

logger = logging.getLogger("broadsheet.importing")


@dataclass(frozen=True)
class Options:
    zone: tzinfo
    as_drafts: bool = False
    dry_run: bool = False


def import_files(paths: list[Path], options: Options, progress: Callable[[], None] = lambda: None) -> Report:
    """A file that cannot be read is named in `report.unreadable`, and nothing of it is kept."""
    report = Report()
    surveys = [found for path in paths if (found := _looked_at(path, options, report))]
    if not surveys:
        return report
    if options.dry_run:
        with transaction.atomic():
            _write(surveys, _batch(surveys), options, report, progress)
            transaction.set_rollback(True)
        return report
    batch = _batch(surveys)
    _write(surveys, batch, options, report, progress)
    batch.report, batch.finished_at = report.as_dict(), timezone.now()
    batch.save()
    report.batch = batch.pk
    logger.info("Import %s has ended: %s rows created, %s failed.", batch.pk, *report.totals("created", "failed"))
    return report


def _looked_at(path: Path, options: Options, report: Report) -> Survey | None:
    try:
        found = survey(path, options.zone)
    except Unreadable as error:
        report.unreadable.append(_("%(file)s was not imported: %(reason)s") % {"file": path.name, "reason": error})
        return None
    report.in_file += found.in_file
    report.repairs += found.repairs
    return found


def _batch(surveys: list[Survey]) -> ImportBatch:
    """The batch of a run that was killed goes on; its rows can still be taken back as one."""
    names = ", ".join(f"{found.path.name} ({base_of(found.site.address)})" for found in surveys)
    source = f"WordPress: {names}"[:500]
    killed = ImportBatch.objects.filter(source=source, finished_at=None).first()
    return killed or ImportBatch.objects.create(source=source)


def _write(surveys: list[Survey], batch: ImportBatch, options: Options, report: Report, progress) -> None:
    """Files of one blog are written as one: a page's parent may be in another part of the export."""
    for base, group in groupby(sorted(surveys, key=_base), key=_base):
        parts = list(group)
        host = host_of(parts[0].site.address)
        ledger = Ledger(batch, base, host, report, timezone.now(), as_drafts=options.as_drafts)
        pages = set().union(*(part.pages for part in parts))
        Writer(ledger, [part.path for part in parts], pages, options.zone, progress).write()


def _base(found: Survey) -> str:
    return base_of(found.site.address)
