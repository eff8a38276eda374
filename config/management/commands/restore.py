from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config import backup
from config.backup.reading import Refused
from config.backup.restoring import is_empty


class Command(BaseCommand):
    help = "Puts a backup into an empty site (its tables need not exist yet). Stop the site first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="Erase what is here, and take the backup instead.")
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive", help="Do not ask.")

    def handle(self, *, file, replace, interactive, **options):
        if replace and interactive and not is_empty() and input("Erase this whole site? Type yes: ") != "yes":
            raise CommandError("Nothing was changed.")
        try:
            manifest = backup.restore(file, replace=replace)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored the site as it was at {manifest['made_at']}. Everybody signs in anew.")
