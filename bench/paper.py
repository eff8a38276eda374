"""A post goes to the press: fifteen hundred words, sixty pages, a thousand comments; and the page to print from."""

import json
import os
import subprocess
import sys
import tempfile

KINDS = {"plain": "", "book": "", "talk": "comments=all"}


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        environment = {
            **os.environ,
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        print(f"{'paper':<8} {'words':>7} {'pages':>6} {'print page':>12} {'PDF, median of 5':>18} {'peak':>8}")
        for name, query in KINDS.items():
            # A process each, for the peak of the press is that of its parent's largest child.
            command = [sys.executable, "-m", "bench.pressing", name, query]
            out = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
            found = json.loads(out.splitlines()[-1])
            print(
                f"{name:<8} {found['words']:>7,} {found['pages']:>6} {found['page']:>10.2f} s"
                f" {found['pdf']:>16.2f} s {found['peak']:>5.0f} MB"
            )
