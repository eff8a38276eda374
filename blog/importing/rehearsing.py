"""An import that changes nothing: done in full, and then as if it had never been."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction


@contextmanager
def rehearsal() -> Iterator[None]:
    """
    On SQLite one writer keeps all others out, so the rehearsal is held in a copy and people may go on writing. On
    PostgreSQL it is a transaction that is rolled back.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block and _is_a_file(connection):
        with _in_a_copy():
            yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _is_a_file(database) -> bool:
    return Path(str(database.settings_dict["NAME"])).is_file()


@contextmanager
def _in_a_copy() -> Iterator[None]:
    own = connection.settings_dict
    with tempfile.TemporaryDirectory(prefix="broadsheet-rehearsal-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with sqlite3.connect(own["NAME"]) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        source.close()
        target.close()
        connection.close()
        # For this thread alone: the dictionary is shared by all of them, and the worker's pulse beats beside.
        connection.settings_dict = {**own, "NAME": str(copy)}
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict = own
