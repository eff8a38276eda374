"""Puts a backup into an empty site, or in the place of what is there: all of it or nothing."""

import io
import re
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import connection, transaction

from . import media, tables
from .kinds import for_database, read_back
from .reading import Backup, Refused, open_backup

BATCH = 200


def is_empty() -> bool:
    """A site without people has no content either, for every post has an author."""
    users = get_user_model()
    return users._meta.db_table not in tables.existing() or not users.objects.exists()


def restore(path: Path, *, replace: bool = False) -> dict:
    """Returns the manifest; raises `Refused` with a sentence, having changed nothing."""
    with open_backup(path) as backup:
        if not replace and not is_empty():
            raise Refused("This site is not empty: restore into a new one, or say --replace. Nothing was changed.")
        _migrate_to(backup.manifest["migrations"])
        try:
            with media.shelf() as shelf, transaction.atomic():
                _empty_all(backup)
                _fill(backup, shelf)
        except (DatabaseError, OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise Refused(f"The backup does not fit in here ({reason}). Nothing was changed.") from error
        shelf.finish(set(backup.media_names()) if replace else None)
    _finish()
    return backup.manifest


def _migrate_to(migrations: list) -> None:
    """An empty database gets the tables as they were then; what has been added to them since comes afterwards."""
    wanted = {tuple(each) for each in migrations}
    if {tuple(each) for each in tables.applied_migrations()} - wanted:
        raise Refused("This backup is older than the tables here: restore it into a new, empty database.")
    last_of_each_app = dict(sorted(wanted))
    for app, name in last_of_each_app.items():
        call_command("migrate", app, name, interactive=False, verbosity=0, skip_checks=True)


def _empty_all(backup: Backup) -> None:
    names = {model._meta.db_table for model in tables.all_models()} | {name for name, *_rest in backup.tables()}
    with connection.cursor() as cursor:
        for name in sorted(names & tables.existing()):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def _fill(backup: Backup, shelf) -> None:
    with connection.cursor() as cursor:
        for name, columns, rows in backup.tables():
            _insert(cursor, name, columns, rows)
    for name in backup.media_names():
        with backup.open_media(name) as source:
            shelf.put(name, source)


def _insert(cursor, table: str, columns: list, rows) -> None:
    quote = connection.ops.quote_name
    if table not in tables.existing() or not all(re.fullmatch(r"\w+", column) for column, _kind in columns):
        raise ValueError(f"there is no table {table!r} of this shape")
    names = ", ".join(quote(column) for column, _kind in columns)
    places = ", ".join("%s" for _column in columns)
    kinds = [kind for _column, kind in columns]
    while batch := list(islice(rows, BATCH)):
        values = [_prepare(kinds, row) for row in batch]
        cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", values)


def _prepare(kinds: list, row: list) -> list:
    return [for_database(kind, read_back(kind, value), connection) for kind, value in zip(kinds, row, strict=True)]


def _finish() -> None:
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    if connection.vendor == "postgresql":
        _count_on_from_the_last_ids()
    ContentType.objects.clear_cache()
    cache.clear()


def _count_on_from_the_last_ids() -> None:
    labels = [each.label for each in apps.get_app_configs() if each.models_module]
    statements = io.StringIO()
    call_command("sqlsequencereset", *labels, stdout=statements, no_color=True)
    if statements.getvalue().strip():
        with connection.cursor() as cursor:
            cursor.execute(statements.getvalue())
