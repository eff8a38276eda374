"""
The one door to background tasks: Django's standard interface, from Django 6 or from its backport.

A task's row is written in the transaction that caused it. Every task is idempotent: it looks at its own row first, so
that one that was killed in the middle may be run again.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import takewhile

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import WorkerPulse

try:
    from django.tasks import TaskResultStatus, task
except ImportError:
    from django_tasks import TaskResultStatus, task

__all__ = [
    "BEHIND_MAIL", "bury", "forget_finished", "give_back", "is_known", "is_taken", "reap", "somebody_waits", "task",
]  # fmt: skip

logger = logging.getLogger("broadsheet.tasks")

TRIES = 2
BEHIND_MAIL = -50  # the priority of work that takes long: letters go first
KEEP_FINISHED = timedelta(days=14)


@transaction.atomic
def reap() -> int:
    """Give tasks of dead workers back to the queue, once; returns how many were found."""
    running = DBTaskResult.objects.running()
    alive = set(WorkerPulse.objects.alive().values_list("worker_id", flat=True))
    orphans = [row for row in running if row.worker_ids and row.worker_ids[-1] not in alive]
    for row in orphans:
        changes = _next_state(row)
        # Only if nobody else has taken it meanwhile.
        running.filter(pk=row.pk, started_at=row.started_at).update(**changes)
    return len(orphans)


def somebody_waits(priority: int = BEHIND_MAIL) -> bool:
    """Whether a long task should let others have their turn."""
    return DBTaskResult.objects.ready().filter(priority__gte=priority).exists()


def is_known(task, *args) -> bool:
    """Whether this waits, or is done by a worker that lives or will be found dead: no need to ask for it again."""
    rows = DBTaskResult.objects.ready() | DBTaskResult.objects.running()
    return any(_same(rows, task, args))


def is_taken(context, task, *args) -> bool:
    """For a task that must not be done by two at once: whether a living worker began it before this one."""
    alive = set(WorkerPulse.objects.alive().values_list("worker_id", flat=True))
    rows = sorted(_same(DBTaskResult.objects.running(), task, args), key=lambda row: (row.started_at, row.pk))
    earlier = takewhile(lambda row: str(row.pk) != str(context.task_result.id), rows)
    return any(row.worker_ids and row.worker_ids[-1] in alive for row in earlier)


def bury(worker_id: str) -> int:
    """The worker is known to be dead: its task need not wait until its silence is noticed."""
    WorkerPulse.objects.filter(pk=worker_id).delete()
    return reap()


@transaction.atomic
def give_back(worker_id: str) -> None:
    """The worker was stopped on purpose, which does not count against the task it had in hand."""
    WorkerPulse.objects.filter(pk=worker_id).delete()
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1:] == [worker_id]:
            row.status, row.worker_ids = TaskResultStatus.READY, row.worker_ids[:-1]
            row.save(update_fields=["status", "worker_ids"])


def forget_finished() -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_FINISHED).delete()


def _same(rows, task, args: tuple) -> Iterator[DBTaskResult]:
    return (row for row in rows.filter(task_path=task.module_path) if row.args_kwargs["args"] == list(args))


def _next_state(row) -> dict:
    if len(row.worker_ids) < TRIES:
        logger.warning("Task %s (%s): its worker died, it is run again.", row.pk, row.task_path)
        return {"status": TaskResultStatus.READY}
    reason = f"Its worker died while it ran, {TRIES} times."
    logger.error("Task %s (%s) given up: %s", row.pk, row.task_path, reason)
    return {"status": TaskResultStatus.FAILED, "finished_at": timezone.now(), "traceback": reason}
