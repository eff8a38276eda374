"""
A post goes to the press: fifteen hundred words, sixty pages, a thousand comments. Besides the seconds that the task
takes, those of the processor in the press, which depend less on what else the machine does; and the page to print from.
"""

import json
import os
import subprocess
import sys
import tempfile

KINDS = {"plain": "", "book": "", "talk": "comments=all"}
ROW = "{name:<8} {words:>8} {pages:>6} {page:>12} {pdf:>10} {press:>10} {peak:>8}"
HEAD = {"name": "paper", "words": "words", "pages": "pages", "page": "print page", "pdf": "PDF", "press": "processor",
        "peak": "peak"}  # fmt: skip


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        own = {"DATA_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment = {**os.environ, **own}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        print(ROW.format(**HEAD))
        for name, query in KINDS.items():
            # A process each, for the peak is that of the largest child there was.
            command = [sys.executable, "-m", "bench.pressing", name, query]
            out = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
            print(ROW.format(name=name, **json.loads(out.splitlines()[-1])))
