from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _

from blog import exporting

TELL_EVERY = 500


class Command(BaseCommand):
    help = (
        "Writes the whole site into one zip, to be read by people, Hugo, micro.blog and import_markdown, and a "
        "file for WordPress beside it. Drafts and private pieces are in them; addresses of people are not."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument("--no-wordpress", action="store_true", help="leave out the file for WordPress, FILE.xml")
        parser.add_argument("--force", action="store_true", help="replace files of these names")

    def handle(self, *, file, no_wordpress, force, **options):
        if file.suffix.lower() != ".zip":
            raise CommandError(_("The name of an export ends in .zip: export_site FILE.zip"))
        wordpress = None if no_wordpress else file.with_suffix(".xml")
        for each in filter(None, [file, wordpress]):
            if each.exists() and not force:
                raise CommandError(_("%s is there already. Choose another name, or say --force.") % each)
        self.verbosity = options["verbosity"]
        try:
            done = exporting.write(file, wordpress, self.progress)
        except OSError as error:
            facts = {"file": file, "reason": error.strerror or error}
            raise CommandError(_("%(file)s cannot be written: %(reason)s.") % facts) from error
        except DatabaseError as error:
            raise CommandError(_("The database cannot be read, is it migrated? %s") % error) from error
        self.tell(done, file, wordpress)

    def tell(self, done, file, wordpress):
        for name in done.missing:
            self.stderr.write(_("The file of the picture %s is gone: it is not in the export.") % name)
        facts = {"count": done.pieces, "file": file, "bytes": f"{file.stat().st_size:,}"}
        self.stdout.write(_("Saved %(count)s posts and pages to %(file)s (%(bytes)s bytes).") % facts)
        if wordpress:
            self.stdout.write(_("For WordPress: %s") % wordpress)
        self.stdout.write(_("Drafts and private pieces are in there too: keep it to yourself."))

    def progress(self, count):
        if self.verbosity and count % TELL_EVERY == 0:
            self.stderr.write(_("%s posts and pages …") % count)
