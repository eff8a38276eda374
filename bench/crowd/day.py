"""The day on which the crowd comes: `python -m bench.crowd.day "as shipped"`, in an environment of its own."""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import django

django.setup()

from django.conf import settings  # noqa: E402

from . import bots, people  # noqa: E402
from .report import Report  # noqa: E402
from .town import Serving, Town, build, prove, settle  # noqa: E402

SELLERS = [f"{kind}{number}" for kind in ("sleeper", "seller") for number in range(4)]
LETTERS_TAKE = 10  # seconds for the worker to carry what is left


@dataclass(frozen=True)
class Day:
    is_open: bool = False
    bots: frozenset[str] = frozenset(bots.KINDS)
    ways: frozenset[str] = frozenset(people.WAYS | people.BROWSER_WAYS)
    burst: int = 1000


DAYS = {
    "as shipped": Day(),
    "open": Day(is_open=True),
    # For the suite: few of each sort, without a browser and without those who wait for long.
    "short": Day(
        bots=frozenset({"replayer", "impersonator", "link in an edit", "slow, human-like", "burst"}),
        ways=frozenset(people.WAYS) - {"behind one office", "fast replier"},
        burst=40,
    ),
}


def spend(name: str) -> Report:
    started, day = time.monotonic(), DAYS[name]
    town, report = build(day.is_open), Report(promises_against_bots=not day.is_open)
    everybody = [person for person in people.everybody() if person.way in day.ways]
    people.settle_members(town, everybody)
    for seller in SELLERS:
        settle(town, seller, seller.title(), is_trusted=True)
    prove(town, bots.BUYER)
    with Path(settings.DATA_DIR, "serve.log").open("w") as log, Serving(log):
        _all_at_once(town, day, everybody, report)
        reading = _the_burst(town, day, report)
        time.sleep(LETTERS_TAKE if day.burst > 100 else 0)
    town.postman.leave()
    print(f"the crowd, {name}: {time.monotonic() - started:.0f} s\n")
    report.print_bots()
    report.print_people()
    report.print_site(reading, Counter(town.postman.recipients))
    return report


def _all_at_once(town: Town, day: Day, everybody: list, report: Report) -> None:
    """Eleven kinds of bots, and among them all people."""
    with ThreadPoolExecutor(len(bots.KINDS) + 1) as threads:
        came = threads.submit(lambda: list(people.come(town, everybody)))
        calm = {kind: way for kind, way in bots.KINDS.items() if kind in day.bots and way is not bots.burst}
        running = {kind: threads.submit(lambda way=way: list(way(town))) for kind, way in calm.items()}
        report.bots |= {kind: each.result() for kind, each in running.items()}
        report.people = came.result()


def _the_burst(town: Town, day: Day, report: Report) -> list[float]:
    """With a reader who goes on turning pages; returns how long each took."""
    over = Event()
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(_read_until, over, town)
        try:
            report.bots["burst"] = list(bots.burst(town, day.burst))
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
