"""
The worker's part. A long import lets others have their turn: when somebody waits, it ends after a while, and goes on
behind them. One import is in the hands of one worker, as long as that lives.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from config import tasks
from config.tasks import BEHIND_MAIL, task

from ...models import ImportBatch, ImportJob
from .. import media_folder, programs, undoing
from ..running import Options, import_sources
from ..sources import Source, Unreadable
from ..survey import survey
from . import files

logger = logging.getLogger("broadsheet.importing")

Stage = ImportJob.Stage
SECONDS_IN_A_ROW, NOTED_EVERY = 25, 1
MOST_AUTHORS = 200


class TurnIsOver(Exception):
    """Somebody else's turn; the import goes on later."""


@task(priority=BEHIND_MAIL, takes_context=True)
def work(context, job_id: int) -> None:
    """
    Whatever is next for this import. Idempotent: what is done is known by its rows. Who finds it in another's hands
    leaves it there: that one sees what was clicked meanwhile.
    """
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None or job.stage not in ACTS or tasks.is_taken(context, work, job_id):
        return
    try:
        ACTS[job.stage](job)
    except TurnIsOver:
        work.enqueue(job.pk)
    except Unreadable as error:
        job.move(Stage.FAILED, error=str(error))
    except Exception as error:
        logger.exception("Import job %s failed", job.pk)
        sentence = _(
            "Something went wrong that should not have (%s). What was written is kept; it can go on, or be taken back."
        )
        job.move(Stage.FAILED, error=sentence % type(error).__name__)


def pick_up() -> None:
    """For housekeeping: what is under way, and whose task was lost."""
    for job in ImportJob.objects.filter(stage__in=ImportJob.AT_WORK):
        if not tasks.is_known(work, job.pk):
            work.enqueue(job.pk)


def _look(job: ImportJob) -> None:
    found: Counter[str] = Counter()
    authors: dict[str, str] = {}
    site: dict[str, str] = {}
    unreadable: list[str] = []
    with _sources(job) as sources:
        for source in sources:
            try:
                seen = survey(source)
            except Unreadable as error:
                unreadable.append(_("%(file)s: %(reason)s") % {"file": source.name, "reason": error})
                continue
            found += seen.in_file
            authors |= seen.authors
            site = {"title": seen.site.title, "address": seen.site.address}
    if unreadable:
        job.move(Stage.FAILED, error="\n".join(unreadable))
        return
    authors = dict(list(authors.items())[:MOST_AUTHORS])
    job.move(Stage.READY, found={"in_file": dict(found), "authors": authors, "site": site})


def _rehearse(job: ImportJob) -> None:
    with _sources(job) as sources, _options(job, dry_run=True) as options:
        report = import_sources(sources, options)
    job.move(Stage.REHEARSED, only_from={Stage.REHEARSING}, report=report.as_dict())


def _import(job: ImportJob) -> None:
    if job.batch is None:
        source = f"{job.get_program_display()}: {job.file_names}"[:500]
        job.batch = ImportBatch.objects.create(source=source)
        job.save(update_fields=["batch"])
    turn = _Turn(job)
    with _sources(job) as sources, _options(job) as options:
        report = import_sources(sources, options, turn, job.batch)
    job.move(Stage.DONE, only_from={Stage.IMPORTING, Stage.STOPPED}, report=report.as_dict())


def _undo(job: ImportJob) -> None:
    undone = undoing.undo(job.batch) if job.batch else None
    lines = undone.as_text().split("\n") if undone else []
    job.move(Stage.UNDONE, report={**job.report, "undone": lines})


ACTS = {Stage.LOOKING: _look, Stage.REHEARSING: _rehearse, Stage.IMPORTING: _import, Stage.UNDOING: _undo}


class _Turn:
    """
    Called after each record: notes how far it is, and ends the turn when it was long enough and somebody waits, or when
    somebody stopped the import.
    """

    def __init__(self, job: ImportJob):
        self.job, self.done = job, 0
        self.began_at: float | None = None
        self.noted_at = 0.0

    def __call__(self) -> None:
        self.done += 1
        now = time.monotonic()
        if self.began_at is None and self.done > self.job.done:
            # Only now: a turn first goes through what earlier ones did.
            self.began_at = now
        if now - self.noted_at >= NOTED_EVERY:
            self._note(now)
            is_long = self.began_at is not None and now - self.began_at > SECONDS_IN_A_ROW
            if is_long and tasks.somebody_waits():
                raise TurnIsOver

    def _note(self, now: float) -> None:
        self.noted_at = now
        going_on = ImportJob.objects.filter(pk=self.job.pk, stage=Stage.IMPORTING)
        if not going_on.update(done=max(self.job.done, self.done), changed_at=timezone.now()):
            raise TurnIsOver


@contextmanager
def _sources(job: ImportJob) -> Iterator[list[Source]]:
    zone = _zone(job)
    with ExitStack() as stack:
        paths = stack.enter_context(files.on_disk(job.files))
        sources = []
        for path, file in zip(paths, job.files, strict=True):
            sources.append(stack.enter_context(programs.opened(job.program, path, zone, file["name"])))
        yield sources


@contextmanager
def _options(job: ImportJob, *, dry_run: bool = False) -> Iterator[Options]:
    with ExitStack() as stack:
        paths = stack.enter_context(files.on_disk(job.pictures))
        media = stack.enter_context(media_folder.opened(paths[0])) if paths else None
        yield Options(
            _zone(job),
            as_drafts=job.as_drafts,
            skip_samples=job.skip_samples,
            dry_run=dry_run,
            media=media,
            authors=job.authors,
        )


def _zone(job: ImportJob):
    return ZoneInfo(job.time_zone) if job.time_zone else timezone.get_default_timezone()
