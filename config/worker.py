"""The task worker: runs tasks one after the other, says that it lives, and looks after what dead ones left."""

import logging
import os
import signal
import threading
import time
from datetime import timedelta

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker

from . import housekeeping, tasks
from .models import WorkerPulse

logger = logging.getLogger("broadsheet.worker")

LOOK_EVERY = 0.3
REAP_EVERY = 3  # pulses
HOUSEKEEPING_EVERY = timedelta(hours=1)
PAUSE_WITHOUT_DATABASE = 3


def work(worker_id: str = "") -> None:
    """Until a signal ends it. A database that is away for a while is waited for."""
    worker = Worker(worker_id or new_id())
    worker.configure_signals()
    while worker.running:
        try:
            with Pulse(worker.worker_id):
                worker.run()
        except DatabaseError as error:
            logger.error("The worker cannot reach its database, and tries again in a moment: %s", error)
            time.sleep(PAUSE_WITHOUT_DATABASE)
            # What was in hand is left to the reaper, so the name must not be seen alive again.
            worker.worker_id = new_id()


def new_id() -> str:
    return f"{os.uname().nodename[:30]}-{os.getpid()}-{get_random_string(12)}"


class Worker(DatabaseWorker):
    """
    A signal lets the task in hand be finished; a second Ctrl+C ends at once, and the task is given to another. A second
    SIGTERM means nothing: some platforms send it to every process, and `serve` passes its own on.
    """

    def __init__(self, worker_id: str):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=LOOK_EVERY,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )

    def shutdown(self, signum, frame):
        if not self.running and signum == signal.SIGINT:
            os._exit(128 + signum)
        self.running = False

    def configure_signals(self):
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(each, self.shutdown)


class Pulse(threading.Thread):
    """Beside the worker, with a database connection of its own, so that a long task does not look like death."""

    def __init__(self, worker_id: str):
        super().__init__(name="pulse", daemon=True)
        self.worker_id = worker_id
        self.ended = threading.Event()
        self.may_judge_from = 0.0
        self.housekeeping_at = time.monotonic()

    def __enter__(self):
        WorkerPulse.beat(self.worker_id)
        self.start()

    def __exit__(self, *error):
        self.ended.set()
        self.join(timeout=1)
        if error[0] is None:
            tasks.give_back(self.worker_id)

    def run(self):
        beats = 0
        while not self.ended.is_set():
            self._safely(self._beat)
            if beats % REAP_EVERY == 0 and time.monotonic() >= self.may_judge_from:
                self._safely(tasks.reap)
            if time.monotonic() >= self.housekeeping_at:
                self.housekeeping_at = time.monotonic() + HOUSEKEEPING_EVERY.total_seconds()
                self._safely(housekeeping.run.enqueue)
            beats += 1
            self.ended.wait(WorkerPulse.EVERY.total_seconds())
        connections.close_all()

    def _beat(self):
        started = time.monotonic()
        # Whoever could not say in time that it lives has no right to call others dead: they waited for the same lock.
        self.may_judge_from, judge_from = started + WorkerPulse.DEAD_AFTER.total_seconds(), self.may_judge_from
        WorkerPulse.beat(self.worker_id)
        if time.monotonic() - started < WorkerPulse.EVERY.total_seconds():
            self.may_judge_from = judge_from

    def _safely(self, act):
        close_old_connections()
        try:
            act()
        except DatabaseError as error:
            logger.warning("The worker's pulse missed a beat: %s", error)
