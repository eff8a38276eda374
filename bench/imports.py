"""A blog of twenty years moves in: 6,000 posts and 10,000 comments in about 50 MB, and is taken back."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import old_blog

POSTS, COMMENTS, KILOBYTES = 6_000, 10_000, 10.5


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        export = Path(folder) / "old.xml"
        old_blog.write(export, POSTS, COMMENTS, KILOBYTES)
        size = export.stat().st_size / 1e6
        print(f"import_wordpress: {POSTS} posts, {COMMENTS} comments, {size:.0f} MB")
        _manage(folder, "migrate", "-v0")
        _measured("import", folder, "import_wordpress", str(export), "-v0")
        _measured("again, nothing new", folder, "import_wordpress", str(export), "-v0")
        _measured("take it back", folder, "import_wordpress", "--undo", "1")


def _measured(name: str, folder: str, *words: str) -> None:
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    _manage(folder, *words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, cpu = time.monotonic() - started, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    # The largest child until now: each step is larger than the one before, or tells nothing new.
    print(f"  {name:<20} {seconds:7.1f} s  {cpu:7.1f} s of CPU  largest process {after.ru_maxrss / 1024:.0f} MB")


def _manage(folder: str, *words: str) -> None:
    environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": ""}
    subprocess.run([sys.executable, "manage.py", *words], env=environment, check=True, stdout=subprocess.DEVNULL)
