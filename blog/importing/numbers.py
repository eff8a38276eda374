"""Rows of another Broadsheet keep their numbers where they are free: short links are printed on paper."""

from django.core.management.color import no_style
from django.db import connection


def free(model, number: int | None) -> int | None:
    """The number, if no row has it; None lets the database choose."""
    if number is None or not 0 < number < 2**53 or model.objects.filter(pk=number).exists():
        return None
    return number


def count_on(row, number: int | None) -> None:
    """PostgreSQL counts by itself, and would give the number away a second time."""
    if row.pk == number and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [type(row)]):
                cursor.execute(statement)
