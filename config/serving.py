"""The production server: web process and task worker as children of one parent, started, watched and ended together."""

import ctypes
import http.client
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection

from . import tasks
from .worker import new_id

logger = logging.getLogger("broadsheet.serve")

PATIENCE = 8  # seconds until a child that does not end is killed
RESTART_PAUSE = 2
LOOK_EVERY = 0.1
WEB_THREADS = 4


class Address(NamedTuple):
    host: str
    port: int

    def __str__(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def reachable_host(self) -> str:
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)


class Site:
    """`run` returns the exit code: 0 if a signal ended it, else that of the web process."""

    def __init__(self, address: Address, web_workers: int, say):
        self.address, self.web_workers, self.say = address, web_workers, say
        self.web = self.worker = None
        self.worker_id = ""
        self.ending = False

    def run(self) -> int:
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, self._end)
        self.web = _start_web(self.address, self.web_workers)
        try:
            self._wait_until_it_answers()
            self._start_worker()
            self._watch()
        finally:
            self._stop()
        return 0 if self.ending else _exit_code(self.web.returncode)

    def _end(self, signum, frame):
        self.ending = True

    def _start_worker(self):
        self.worker_id = new_id()
        self.worker = _start([sys.executable, settings.BASE_DIR / "manage.py", "worker", "--worker-id", self.worker_id])

    def _wait_until_it_answers(self):
        while not self.ending and self.web.poll() is None:
            if _answers(self.address):
                self.say(f"Serving {self.address} (Ctrl+C ends it)")
                return
            time.sleep(LOOK_EVERY)

    def _watch(self):
        restart_at = None
        while not self.ending and self.web.poll() is None:
            if restart_at and time.monotonic() >= restart_at:
                self._start_worker()
                restart_at = None
            elif not restart_at and self.worker.poll() is not None:
                logger.error("The task worker ended (%s) and is started again.", self.worker.returncode)
                _settle(tasks.bury, self.worker_id)
                restart_at = time.monotonic() + RESTART_PAUSE
            time.sleep(LOOK_EVERY)

    def _stop(self):
        if not self.ending:
            logger.error("The web process ended (%s).", self.web.returncode)
        children = [child for child in (self.web, self.worker) if child]
        for child in children:
            with suppress(ProcessLookupError):
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.05, deadline - time.monotonic()))
        worker_was_busy = self.worker and self.worker.poll() is None
        for child in children:
            # The whole group, with what the child has started itself.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        if worker_was_busy:
            _settle(tasks.give_back, self.worker_id)


def _start_web(address: Address, workers: int) -> subprocess.Popen:
    options = {
        "--interface": "wsgi",
        "--host": address.host,
        "--port": address.port,
        "--workers": workers,
        "--blocking-threads": WEB_THREADS,
        "--workers-kill-timeout": PATIENCE - 2,
        "--log-level": "warning",
    }
    words = [str(word) for pair in options.items() for word in pair]
    return _start([sys.executable, "-m", "granian", *words, "--no-ws", "config.wsgi:application"])


def _start(command: list) -> subprocess.Popen:
    """In a group of its own: a Ctrl+C in the terminal reaches the parent alone, which passes it on once."""
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True, preexec_fn=_end_with_parent)


def _end_with_parent():
    """On Linux a child is told when its parent was killed, so that nobody is left holding the port."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def _answers(address: Address) -> bool:
    ask = http.client.HTTPConnection(address.reachable_host, address.port, timeout=2)
    try:
        ask.request("GET", "/healthz", headers={"Host": settings.SITE_HOST})
        ask.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        ask.close()


def _settle(act, worker_id: str) -> None:
    """What the dead worker had in hand goes back to the queue now; without a database, the next worker finds it."""
    try:
        act(worker_id)
    except DatabaseError as error:
        logger.warning("The dead worker's task is found later: %s", error)
    finally:
        connection.close()


def _exit_code(returncode: int) -> int:
    """As a shell says it: a process killed by signal N ends with 128 + N; one that just ended was still needed."""
    return 128 - returncode if returncode < 0 else returncode or 1
