"""What the importers' commands have in common."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

from ..models import ImportBatch
from . import media_folder, undoing
from .media_folder import MediaFolder, MediaZip
from .running import Options, import_sources
from .sources import Source, Unreadable


class ImportCommand(BaseCommand):
    files_help = "what the other program exported"

    @abstractmethod
    def opened(self, path: Path, zone: tzinfo) -> AbstractContextManager[Source]:
        """The source at this path, for as long as the block lasts. May raise Unreadable."""

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=self.files_help)
        parser.add_argument("--media", type=Path, metavar="DIR", help="a folder or zip with the old blog's pictures")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and change nothing")
        parser.add_argument("--as-drafts", action="store_true", help="hold everything back that was public")
        parser.add_argument("--skip-samples", action="store_true", help="leave out WordPress's untouched sample pieces")
        parser.add_argument(
            "--author",
            action="append",
            default=[],
            metavar="OLD=USERNAME",
            help="whose the posts of an author of the old blog become; more than once if you like",
        )
        parser.add_argument(
            "--time-zone", metavar="ZONE", help="of dates without one, such as Europe/Paris; else the site's"
        )
        parser.add_argument("--undo", metavar="BATCH", type=int, help="take back what this import made")

    def handle(self, *, files, undo, **options):
        if undo is not None:
            self.take_back(undo, files)
            return
        if not files:
            raise CommandError(_("Name at least one file."))
        self.done, self.verbosity = 0, options["verbosity"]
        zone = _zone(options["time_zone"])
        with ExitStack() as stack:
            media = stack.enter_context(_media(options["media"])) if options["media"] else None
            authors = _authors(options["author"])
            chosen = Options(
                zone,
                as_drafts=options["as_drafts"],
                skip_samples=options["skip_samples"],
                dry_run=options["dry_run"],
                media=media,
                authors=authors,
            )
            report = import_sources([self._entered(stack, path, zone) for path in files], chosen, self.progress)
        self.tell(report, is_rehearsal=chosen.dry_run)

    def tell(self, report, *, is_rehearsal: bool) -> None:
        self.stdout.write(report.as_text())
        if is_rehearsal:
            self.stdout.write(_("\nThis was a dry run: nothing has been changed."))
        elif report.batch:
            self.stdout.write(_("\nTo take it back: %s --undo %s") % (self.name, report.batch))
        if report.unreadable:
            raise CommandError(_("Not every file could be read; nothing of those is kept."))

    @property
    def name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def _entered(self, stack: ExitStack, path: Path, zone: tzinfo) -> Source:
        try:
            return stack.enter_context(self.opened(path, zone))
        except Unreadable as error:
            return _Closed(path.name, error)

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
            self.stderr.write(_("%s entries …") % self.done)


class _Closed:
    """A source that could not even be opened: it is told with the others."""

    program = ""

    def __init__(self, name: str, error: Unreadable):
        self.name, self.error = name, error

    def records(self, repairs):
        raise self.error

    def picture(self, address: str) -> None:
        pass


@contextmanager
def _media(path: Path) -> Iterator[MediaFolder | MediaZip]:
    try:
        with media_folder.opened(path) as media:
            yield media
    except Unreadable as error:
        raise CommandError(_("--media %(file)s: %(reason)s") % {"file": path, "reason": error}) from error


def _authors(texts: list[str]) -> dict[str, str]:
    authors = dict(_pair(text) for text in texts)
    known = set(User.objects.filter(username__in=authors.values()).values_list("username", flat=True))
    for username in authors.values():
        if username not in known:
            raise CommandError(_("--author: there is nobody called “%s” here.") % username)
    return authors


def _pair(text: str) -> tuple[str, str]:
    old, equals, username = text.partition("=")
    if not (old and equals and username):
        raise CommandError(_("--author %s: write OLD=USERNAME.") % text)
    return old, username


def _zone(name):
    if not name:
        return timezone.get_default_timezone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CommandError(_("There is no time zone “%s”. Write it like Europe/Paris.") % name) from error
