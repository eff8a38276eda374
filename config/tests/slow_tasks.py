"""Tasks that a test can catch in the middle. Each writes a line into a file when it begins and when it ends."""

import time
from pathlib import Path

from config.tasks import task


@task
def dawdle(file: str, seconds: float) -> None:
    with Path(file).open("a") as notes:
        notes.write("begun\n")
        notes.flush()
        time.sleep(seconds)
        notes.write("ended\n")


@task
def dawdle_once(file: str, seconds: float) -> None:
    """Quick the second time."""
    dawdle.call(file, 0 if Path(file).exists() else seconds)
