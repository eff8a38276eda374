"""
The spam filter on a site that has decided two thousand comments: what it takes to judge one, to learn one and store
that, and how large the model is. With files of labelled comments (`python -m bench spam FILE.csv…`) also how well it
judges, by `bench/spam.py`.
"""

import json
import os
import subprocess
import sys
import tempfile

PROTOCOLS = ("folds", "groups", "forward")


def run(*files: str) -> None:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        own = {"DATA_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment = {**os.environ, **own}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        cost = json.loads(_output([sys.executable, "-m", "bench.teaching"], environment))
    print("spam filter, 2,000 decisions known (processor time, median)")
    print(f"  judge one, with its question to the database  {cost['judge']:6.2f} ms")
    print(f"  learn one and store that                      {cost['teach']:6.2f} ms")
    print(f"  draw the borders, second opinion included     {cost['draw']:6.2f} s")
    print(f"  the model as it is stored                     {cost['model'] / 1e6:6.2f} MB")
    for protocol in PROTOCOLS if files else ():
        _judged(files, protocol)


def _judged(files: tuple[str, ...], protocol: str) -> None:
    command = [sys.executable, "bench/spam.py", *files, "--protocol", protocol]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(f"  {protocol:<8} {done.stderr.strip()}")
        return
    said = json.loads(done.stdout)
    names = {"recall": "spam found", "false_positives": "good lost", "good_published": "good published",
             "spam_published": "spam published"}  # fmt: skip
    print(f"  {protocol:<8} " + ", ".join(f"{text} {_share(said, name)}" for name, text in names.items()))


def _share(said: dict, name: str) -> str:
    low, high = said[f"{name}_95"]
    return f"{100 * said[name]:.2f} % ({100 * low:.2f}–{100 * high:.2f})"


def _output(command: list[str], environment: dict) -> str:
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
