from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError

from config import backup


class Command(BaseCommand):
    help = "Saves database and media into one file, also while the site runs. The secret key is not in it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            manifest = backup.write(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read, is it migrated? {error}") from error
        entries = manifest["entries"].values()
        rows = sum(each.get("rows", 0) for each in entries)
        files = sum("rows" not in each for each in entries)
        self.stdout.write(f"Saved {rows} rows and {files} files to {file} ({file.stat().st_size:,} bytes).")
