"""
The one door to background tasks: Django's standard interface, from Django 6 or from its backport.

A task's row is written in the transaction that caused it. Every task is idempotent: it looks at its own row first, so
that one that was killed in the middle may be run again.
"""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import WorkerPulse

try:
    from django.tasks import TaskResultStatus, task
except ImportError:
    from django_tasks import TaskResultStatus, task

__all__ = ["forget_finished", "reap", "task"]

TRIES = 2
KEEP_FINISHED = timedelta(days=14)


def reap() -> int:
    """Give tasks of dead workers back to the queue, once; returns how many were found."""
    running = DBTaskResult.objects.running()
    alive = set(WorkerPulse.objects.alive().values_list("worker_id", flat=True))
    orphans = [row for row in running if row.worker_ids and row.worker_ids[-1] not in alive]
    for row in orphans:
        again = len(row.worker_ids) < TRIES
        changes = {"status": TaskResultStatus.READY if again else TaskResultStatus.FAILED}
        if not again:
            changes |= {"finished_at": timezone.now(), "traceback": "Its worker died twice while it ran."}
        # Only if nobody else has taken it meanwhile.
        running.filter(pk=row.pk, started_at=row.started_at).update(**changes)
    return len(orphans)


def forget_finished() -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_FINISHED).delete()
