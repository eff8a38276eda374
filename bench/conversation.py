"""
What is done to conversations of ten, a thousand and ten thousand comments, wide, deep, mixed and all in one thread:
read, read by most replies, find the middle by its permalink, reply, moderate. One line of JSON an act: milliseconds of
the processor, the middle of several tries; the queries about comments; the comments on the page, and its weight.
"""

import os
import subprocess
import sys
import tempfile


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        own = {"DATA_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment = {**os.environ, **own}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        subprocess.run([sys.executable, "-m", "bench.talking"], env=environment, check=True)
