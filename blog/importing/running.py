"""
An import, in the order in which it happens: every source is read once to see that it is whole, then again to be
written, one record and one transaction at a time. A run that was killed is taken up where it stopped by the next.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import ImportBatch
from . import picture_tasks
from .ledger import Ledger, base_of, host_of
from .media_folder import MediaFolder, MediaZip
from .rehearsing import rehearsal
from .report import Report
from .sources import Source, Unreadable
from .survey import Survey, survey
from .writing import Writer

logger = logging.getLogger("broadsheet.importing")


@dataclass(frozen=True)
class Options:
    """`authors` maps names of the old blog to usernames here; `media` holds the old blog's pictures."""

    zone: tzinfo
    as_drafts: bool = False
    skip_samples: bool = False
    dry_run: bool = False
    media: MediaFolder | MediaZip | None = None
    authors: dict[str, str] = field(default_factory=dict)


def import_sources(
    sources: Sequence[Source],
    options: Options,
    progress: Callable[[], None] = lambda: None,
    batch: ImportBatch | None = None,
) -> Report:
    """
    A source that cannot be read is named in `report.unreadable`, and nothing of it is kept. `progress` is called after
    each record; what it raises ends the run, and the next run with this `batch` goes on.
    """
    report = Report()
    surveys = [found for source in sources if (found := _looked_at(source, report))]
    if not surveys:
        return report
    if options.dry_run:
        with rehearsal():
            _write(surveys, _batch(surveys), options, report, progress)
        return report
    batch = batch or _batch(surveys)
    _write(surveys, batch, options, report, progress)
    batch.report, batch.finished_at = report.as_dict(), timezone.now()
    batch.save()
    report.batch = batch.pk
    picture_tasks.pick_up()
    logger.info("Import %s has ended: %s rows created, %s failed.", batch.pk, *report.totals("created", "failed"))
    return report


def source_words(surveys: list[Survey]) -> str:
    names = ", ".join(f"{found.source.name} ({base_of(found.site.address)})" for found in surveys)
    return f"{surveys[0].source.program}: {names}"[:500]


def _looked_at(source: Source, report: Report) -> Survey | None:
    try:
        found = survey(source)
    except Unreadable as error:
        report.unreadable.append(_("%(file)s was not imported: %(reason)s") % {"file": source.name, "reason": error})
        return None
    report.in_file += found.in_file
    report.repairs += found.repairs
    report.losses.update(found.site.losses)
    return found


def _batch(surveys: list[Survey]) -> ImportBatch:
    """The batch of a run that was killed goes on; its rows can still be taken back as one."""
    source = source_words(surveys)
    killed = ImportBatch.objects.filter(source=source, finished_at=None, undone_at=None).first()
    return killed or ImportBatch.objects.create(source=source)


def _write(surveys: list[Survey], batch: ImportBatch, options: Options, report: Report, progress) -> None:
    """Sources of one blog are written as one: a page's parent may be in another part of the export."""
    beside = [options.media.find] if options.media else []
    for base, group in groupby(sorted(surveys, key=_base), key=_base):
        parts = list(group)
        address = parts[0].site.address
        ledger = Ledger(batch, base, host_of(address), address, report, timezone.now(), options)
        Writer(ledger, parts, beside, progress).write()


def _base(found: Survey) -> str:
    return base_of(found.site.address)
