"""Which tables there are, and what is left out of a backup."""

from django.apps import apps
from django.db import connection

# Who is signed in or tries to, and which worker lives, is true of one running site only. Files are saved as media.
SIGNING_IN = {"sessions.Session", "usersessions.UserSession", "accounts.WrongCode", "accounts.SpentCode"}
LEFT_OUT = SIGNING_IN | {"config.WorkerPulse", "config.StoredFile"}


def all_models() -> list:
    """Every model with a table of its own, those between two sides of a many-to-many relation too."""
    return [each for each in apps.get_models(include_auto_created=True) if each._meta.managed and not each._meta.proxy]


def saved_models() -> list:
    return [each for each in all_models() if each._meta.label not in LEFT_OUT]


def columns(model) -> list:
    """The columns of this table alone, computed ones not."""
    fields = [field for field in model._meta.get_fields() if field.concrete and not field.many_to_many]
    return [each for each in fields if each.model is model and not getattr(each, "generated", False)]


def existing() -> set[str]:
    return set(connection.introspection.table_names())


def applied_migrations() -> list[list[str]]:
    if "django_migrations" not in existing():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [list(row) for row in cursor.fetchall()]
