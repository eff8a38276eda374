"""Workers alone, without `serve`; see test_serve.py for both together."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import housekeeping, tasks
from config.models import WorkerPulse

from .processes import kill, until
from .slow_tasks import dawdle

WORKER = """
import django; django.setup()
from datetime import timedelta
from config import worker
from config.models import WorkerPulse
WorkerPulse.EVERY, WorkerPulse.DEAD_AFTER, worker.REAP_EVERY = timedelta(seconds=0.5), timedelta(seconds=3), 1
worker.work()
"""


@pytest.mark.slow
def test_a_worker_that_falls_silent_has_its_task_taken_over_by_another(site):
    notes = site.folder / "notes.txt"
    site.python(f"from config.tests import slow_tasks\nslow_tasks.dawdle_once.enqueue({str(notes)!r}, 60)")
    first, second = site.start("-c", WORKER), None
    try:
        until(notes.exists, 30, site.log)
        kill(first.pid)
        second = site.start("-c", WORKER)
        until(lambda: notes.read_text() == "begun\nbegun\nended\n", 90, site.log)
        second.terminate()
        assert second.wait(timeout=10) == 0
    finally:
        for process in (first, second):
            if process and process.poll() is None:
                kill(process.pid)
    assert site.rows("SELECT count(*) FROM config_workerpulse WHERE worker_id IN (SELECT 1)") == [(0,)]


@pytest.fixture
def running(db):
    dawdle.enqueue("/nowhere", 0)
    row = DBTaskResult.objects.get()
    WorkerPulse.beat("one")
    row.claim("one")
    return row


def test_the_task_of_a_living_worker_is_left_alone(running):
    assert tasks.reap() == 0


def test_the_task_of_a_dead_worker_is_ready_again_and_the_second_time_failed(running):
    WorkerPulse.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert tasks.reap() == 1
    running.refresh_from_db()
    assert running.status == "READY"
    running.claim("two")
    tasks.reap()
    running.refresh_from_db()
    assert (running.status, "died" in running.traceback) == ("FAILED", True)


def test_a_worker_stopped_on_purpose_does_not_count_against_its_task(running):
    tasks.give_back("one")
    running.refresh_from_db()
    assert (running.status, running.worker_ids) == ("READY", [])


def test_a_chore_that_fails_does_not_keep_the_others_from_being_done(monkeypatch, db, caplog):
    done = []
    monkeypatch.setattr(housekeeping, "chores", [lambda: 1 / 0, lambda: done.append(True)])
    housekeeping.run.call()
    assert done == [True]


def test_finished_tasks_are_forgotten_after_a_while(running):
    running.set_successful(None)
    tasks.forget_finished()
    assert DBTaskResult.objects.exists()
    DBTaskResult.objects.update(finished_at=timezone.now() - tasks.KEEP_FINISHED - timedelta(days=1))
    tasks.forget_finished()
    assert not DBTaskResult.objects.exists()
