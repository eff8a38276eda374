from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.importing import undoing
from blog.importing.wordpress import Options, import_files
from blog.models import ImportBatch


class Command(BaseCommand):
    help = "Bring posts, pages, authors, tags, categories and comments over from WordPress (Tools → Export)."

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", help="export files, all parts of one blog together"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and change nothing")
        parser.add_argument("--as-drafts", action="store_true", help="hold everything back that was public")
        parser.add_argument(
            "--time-zone", metavar="ZONE", help="of dates without one, such as Europe/Paris; else the site's"
        )
        parser.add_argument("--undo", metavar="BATCH", type=int, help="take back what this import made")

    def handle(self, *, files, undo, dry_run, as_drafts, time_zone, **options):
        if undo is not None:
            self.take_back(undo, files)
            return
        if not files:
            raise CommandError(_("Name at least one file: import_wordpress FILE…"))
        self.done, self.verbosity = 0, options["verbosity"]
        report = import_files(files, Options(_zone(time_zone), as_drafts, dry_run), self.progress)
        self.stdout.write(report.as_text())
        if dry_run:
            self.stdout.write(_("\nThis was a dry run: nothing has been changed."))
        elif report.batch:
            self.stdout.write(_("\nTo take it back: import_wordpress --undo %s") % report.batch)
        if report.unreadable:
            raise CommandError(_("Not every file could be read; nothing of those is kept."))

    def take_back(self, number, files):
        batch = ImportBatch.objects.filter(pk=number).first()
        if files:
            raise CommandError(_("--undo takes no files."))
        if batch is None:
            known = ", ".join(str(pk) for pk in ImportBatch.objects.values_list("pk", flat=True)[:20]) or _("none")
            raise CommandError(
                _("There is no import %(number)s. Known: %(known)s.") % {"number": number, "known": known}
            )
        self.stdout.write(undoing.undo(batch).as_text())

    def progress(self):
        self.done += 1
        if self.verbosity and self.done % 500 == 0:
            self.stderr.write(_("%s posts and pages …") % self.done)


def _zone(name):
    if not name:
        return timezone.get_default_timezone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CommandError(_("There is no time zone “%s”. Write it like Europe/Paris.") % name) from error
