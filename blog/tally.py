"""What was asked for is counted after the answer has been sent: no reader waits for it, none is hurt by it."""

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic

from django.db import DatabaseError, transaction
from django.utils import timezone

logger = logging.getLogger("broadsheet.tally")

PAUSE = 1  # second between two writes of one process
MOST_WAITING = 500
# In the environ of whoever walks the site to check it; no request from outside can set a name like this.
UNCOUNTED = "broadsheet.uncounted"


@dataclass
class Seen:
    times: int = 0
    at: datetime | None = None
    referrer: str = ""


class Tally:
    """
    Counts in memory, and writes at most once a PAUSE, one thread at a time: while an import holds the database, one
    thread waits for it and the others go on serving. What a crash catches in memory is lost; it is a count.
    """

    def __init__(self, write: Callable[[dict], None]):
        self.write, self.waiting, self.due = write, {}, 0.0
        self.lock, self.writing = Lock(), Lock()

    def add(self, key: Hashable, referrer: str = "") -> None:
        with self.lock:
            if key in self.waiting or len(self.waiting) < MOST_WAITING:
                seen = self.waiting.setdefault(key, Seen())
                seen.times, seen.at, seen.referrer = seen.times + 1, timezone.now(), referrer or seen.referrer

    def flush(self) -> None:
        if monotonic() < self.due or not self.writing.acquire(blocking=False):
            return
        try:
            self._write_down()
        finally:
            self.due = monotonic() + PAUSE
            self.writing.release()

    def _write_down(self) -> None:
        with self.lock:
            taken, self.waiting = self.waiting, {}
        try:
            with transaction.atomic():
                self.write(taken)
        except DatabaseError as error:
            logger.warning("%s counts were not written: %s", len(taken), error)


def after(response, act: Callable[[], None]) -> None:
    """Do it when the answer has been sent: then the server closes it."""
    close = response.close

    def closing():
        try:
            act()
        finally:
            close()

    response.close = closing
