"""The day on which the crowd comes: `python -m bench.crowd.day "as shipped"`, in an environment of its own."""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import django

django.setup()

from django.conf import settings  # noqa: E402

from . import bots, people  # noqa: E402
from .report import Report  # noqa: E402
from .town import Serving, Town, build, settle  # noqa: E402

SELLERS = [f"{kind}{number}" for kind in ("sleeper", "seller") for number in range(4)]
LETTERS_TAKE = 10  # seconds for the worker to carry what is left


def spend(rules: str) -> Report:
    started = time.monotonic()
    is_open = rules == "open"
    town, everybody, report = build(is_open), people.everybody(), Report(promises_against_bots=not is_open)
    people.settle_members(town, everybody)
    for name in SELLERS:
        settle(town, name, name.title(), is_trusted=True)
    with Path(settings.DATA_DIR, "serve.log").open("w") as log, Serving(log):
        _all_at_once(town, everybody, report)
        reading = _the_burst(town, report)
        time.sleep(LETTERS_TAKE)
    town.postman.leave()
    print(f"the crowd, rules {rules}: {time.monotonic() - started:.0f} s\n")
    report.print_bots()
    report.print_people()
    report.print_site(reading, Counter(town.postman.recipients))
    return report


def _all_at_once(town: Town, everybody: list, report: Report) -> None:
    """Eleven kinds of bots, and among them all people."""
    with ThreadPoolExecutor(len(bots.KINDS)) as threads:
        came = threads.submit(lambda: list(people.come(town, everybody)))
        calm = {kind: way for kind, way in bots.KINDS.items() if way is not bots.burst}
        running = {kind: threads.submit(lambda way=way: list(way(town))) for kind, way in calm.items()}
        report.bots |= {kind: each.result() for kind, each in running.items()}
        report.people = came.result()


def _the_burst(town: Town, report: Report) -> list[float]:
    """With a reader who goes on turning pages; returns how long each took."""
    over = Event()
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(_read_until, over, town)
        try:
            report.bots["burst of 1,000"] = list(bots.burst(town))
        finally:
            over.set()
        return reading.result()


def _read_until(over: Event, town: Town) -> list[float]:
    reader, seconds = town.visitor("198.51.100.4"), []
    while not over.wait(0.2):
        answer = reader.get(town.posts[len(seconds) % len(town.posts)].address)
        seconds.append(answer.seconds if answer.status == 200 else float("inf"))
    return seconds


if __name__ == "__main__":
    broken = spend(sys.argv[1]).broken
    print("\n" + ("every promise was kept" if not broken else "broken: " + "; ".join(broken)))
    sys.exit(bool(broken))
