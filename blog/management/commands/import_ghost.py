from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from blog.importing.commands import ImportCommand
from blog.importing.ghost.export import ADDRESS, opened


class Command(ImportCommand):
    help = "Bring posts, pages, pictures, authors and tags over from Ghost (Settings → Import/Export)."
    files_help = "the export, or a zip or folder of it with Ghost's folder `content`"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--address", default="", metavar="URL", help="where the blog was: most exports do not say")

    def handle(self, *, address, **options):
        if address and not ADDRESS.fullmatch(address):
            raise CommandError(_("--address %s: write it like https://blog.example.org") % address)
        self.address = address
        super().handle(**options)

    def opened(self, path, zone):
        return opened(path, self.address)
