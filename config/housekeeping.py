"""
What the task worker does once an hour. An app above adds its own in AppConfig.ready():

    housekeeping.register(forget_old_requests)

A function takes no argument, and may be run at any time, also by two workers at once.
"""

import logging
from collections.abc import Callable

from . import mail, tasks

logger = logging.getLogger("broadsheet.housekeeping")

chores: list[Callable[[], object]] = [tasks.forget_finished, mail.forget_old, mail.pick_up_forgotten]


def register(chore: Callable[[], object]) -> None:
    if chore not in chores:
        chores.append(chore)


@tasks.task
def run() -> None:
    """One that fails does not keep the others from being done."""
    for chore in chores:
        try:
            chore()
        except Exception:
            logger.exception("Housekeeping: %s.%s failed", chore.__module__, chore.__qualname__)
