"""
The moderator's queue over a million comments: its page on each tab, and 500 comments decided in one act; one line of
JSON each. `QUEUE_COMMENTS=1000000`; `QUEUE_DATABASE_URL=postgres://…` for PostgreSQL instead of SQLite, an empty
database; `QUEUE_FOLDER=…` keeps what was sown, so that the next run need not sow it again.
"""

import os
import subprocess
import sys
import tempfile


def run() -> None:
    if kept := os.environ.get("QUEUE_FOLDER"):
        _measure(kept)
        return
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        _measure(folder)


def _measure(folder: str) -> None:
    own = {
        "DATA_DIR": folder,
        "DATABASE_URL": os.environ.get("QUEUE_DATABASE_URL", ""),
        "SITE_URL": "http://testserver",
    }
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
    subprocess.run([sys.executable, "-m", "bench.moderating"], env=environment, check=True)
