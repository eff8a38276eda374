"""Real processes for tests: a site of its own, in a folder of its own, on a port of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

MANAGE = settings.BASE_DIR / "manage.py"
OF_THE_TEST = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SITE_URL", "PORT", "WEB_CONCURRENCY", "DYNO", "EMAIL_URL"}


class Site:
    """A site in a folder; its commands are run as its owner runs them."""

    def __init__(self, folder: Path, **environment):
        self.folder, self.port = folder, free_port()
        own = {"DATA_DIR": str(folder), "SITE_URL": f"http://127.0.0.1:{self.port}", "PYTHONUNBUFFERED": "1"}
        inherited = {name: value for name, value in os.environ.items() if name not in OF_THE_TEST}
        self.environment = {**inherited, **own, **environment}
        self.log = folder / "log.txt"

    def manage(self, *words, **options):
        return self._run(MANAGE, *words, **options)

    def python(self, code: str):
        """Lines of code with the site's settings."""
        result = self._run("-c", f"import django; django.setup()\n{code}", DJANGO_SETTINGS_MODULE="config.settings")
        assert result.returncode == 0, result.stderr
        return result.stdout

    def start(self, *words) -> subprocess.Popen:
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, *map(str, words)],
                env={**self.environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
                cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @contextmanager
    def serve(self, *words):
        process = self.start(MANAGE, "serve", "--bind", f"127.0.0.1:{self.port}", *words)
        try:
            until(lambda: "Serving" in self.log.read_text() or process.poll() is not None, 60, self.log)
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=15)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def rows(self, query: str) -> list:
        with closing(sqlite3.connect(self.folder / "broadsheet.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()

    def dump(self) -> list[str]:
        """The whole database, statement by statement."""
        with closing(sqlite3.connect(self.folder / "broadsheet.sqlite3", timeout=20)) as database:
            return list(database.iterdump())

    def _run(self, *words, input=None, **environment):
        return subprocess.run(
            [sys.executable, *map(str, words)], env={**self.environment, **environment},
            cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120, input=input,
        )  # fmt: skip


def until(condition, seconds=60, log: Path | None = None):
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, log.read_text() if log else "it did not happen in time"
        time.sleep(0.05)
    return value


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children_of(pid: int) -> dict[int, str]:
    """Process ids and command lines, of children and theirs."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in table.splitlines()]
    found, parents = {}, {pid}
    for _generation in range(3):
        parents = {int(row[0]) for row in rows if int(row[1]) in parents} - set(found)
        found |= {int(row[0]): row[2] for row in rows if int(row[0]) in parents}
    return found


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
