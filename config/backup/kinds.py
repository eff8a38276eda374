"""How a value is written down so that it comes back exactly: by the kind of its column, whatever the database."""

import base64
import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal

from django.db import models

# The first that fits counts; what is a number, a text or JSON goes as it is.
KINDS: list[tuple[str, type[models.Field], Callable, Callable]] = [
    ("datetime", models.DateTimeField, datetime.datetime.isoformat, datetime.datetime.fromisoformat),
    ("date", models.DateField, datetime.date.isoformat, datetime.date.fromisoformat),
    ("time", models.TimeField, datetime.time.isoformat, datetime.time.fromisoformat),
    ("duration", models.DurationField, lambda value: [value.days, value.seconds, value.microseconds],
     lambda value: datetime.timedelta(*value)),
    ("uuid", models.UUIDField, str, uuid.UUID),
    ("binary", models.BinaryField, lambda value: base64.b64encode(value).decode(), base64.b64decode),
    ("decimal", models.DecimalField, str, Decimal),
    ("json", models.JSONField, lambda value: value, lambda value: value),
    ("boolean", models.BooleanField, bool, bool),
    ("float", models.FloatField, float, float),
    ("integer", models.IntegerField, int, int),
    ("address", models.GenericIPAddressField, str, str),
    ("text", models.Field, str, str),
]  # fmt: skip
WRITERS = {kind: write for kind, _field, write, _read in KINDS}
READERS = {kind: read for kind, _field, _write, read in KINDS}
FIELDS = {kind: field() for kind, field, _write, _read in KINDS if kind != "decimal"}
FIELDS["decimal"] = models.DecimalField(max_digits=1000, decimal_places=500)


def kind_of(field) -> str:
    while field.is_relation:
        field = field.target_field
    return next(kind for kind, known, _write, _read in KINDS if isinstance(field, known))


def write_down(kind: str, value):
    return None if value is None else WRITERS[kind](value)


def read_back(kind: str, value):
    return None if value is None else READERS[kind](value)


def for_database(kind: str, value, connection):
    return FIELDS[kind].get_db_prep_save(value, connection)
