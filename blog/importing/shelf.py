"""The pictures of a blog that is coming in: taken from the folder beside it, or put down to be fetched later."""

from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

from .. import pictures
from ..models import ImportedPicture, Picture, Post
from . import placing
from .ledger import Ledger
from .library import Library
from .plain_text import plain, shortened
from .records import AttachmentRecord
from .sources import File
from .text_addresses import rewritten

ENDINGS = {".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".svg", ".heic"}
LONGEST = ImportedPicture._meta.get_field("address").max_length
State = ImportedPicture.State
Finder = Callable[[str], File | None]


class Shelf:
    def __init__(self, ledger: Ledger, finders: list[Finder], library: Library):
        self.ledger = ledger
        self.finders = finders
        self.library = library
        # What the report has told of already.
        self.taken: set[int] = set()

    # --- What the writer asks ----------------------------------------------------------------------------------------

    def take_in(self, record: AttachmentRecord) -> None:
        """One file of the old library. Tells the report."""
        tell = self.ledger.report.tell
        if not is_picture(record.address):
            tell("attachment", "skipped", _("is no picture; links to it lead to where it was"))
            return
        row, is_new = self._row(record.address, record)
        if row is None:
            tell("attachment", "failed", _("has no address that could be used"))
        elif row.pk in self.taken:
            tell("attachment", "skipped", _("listed more than once"))
        elif row.state == State.FAILED:
            tell("attachment", "failed", row.error)
        elif row.state == State.WANTED:
            tell("attachment", "skipped", _("is fetched by the worker now"))
        elif is_new or row.batch_id == self.ledger.batch.pk:
            tell("attachment", "created")
        else:
            tell("attachment", "skipped", _("unchanged"))
        self.taken |= {row.pk} if row else set()

    def placed(self, text: str, shown: set[int]) -> str:
        """The text with the addresses of pictures that are here made local; `shown` gets the rows of all it shows."""
        return rewritten(text, picture=lambda address: self._shown(address, shown))

    def cover(self, record: AttachmentRecord) -> ImportedPicture | None:
        return self._row(record.address, record)[0]

    def enter(self, post: Post, shown: set[int], cover: ImportedPicture | None) -> None:
        """Remember which posts wait for which pictures."""
        post.imported_pictures.set(shown)
        post.imported_covers.set([cover] if cover and cover.state == State.WANTED else [])

    # --- One picture -------------------------------------------------------------------------------------------------

    def _shown(self, address: str, shown: set[int]) -> str | None:
        if address.startswith((settings.MEDIA_URL, settings.SITE_URL)) and not self._is_of_the_source(address):
            return None
        row, _is_new = self._row(address)
        if row is None:
            return None
        shown.add(row.pk)
        return row.picture.file.url if row.picture else row.address

    def _is_of_the_source(self, address: str) -> bool:
        return self.library.at(address) is not None

    def _row(self, written: str, record: AttachmentRecord | None = None) -> tuple[ImportedPicture | None, bool]:
        """The row of a picture, made if it is new, and whether it is."""
        spellings = [each for each in self.library.spellings(written) if len(each) <= LONGEST]
        if not spellings:
            return None, False
        row = ImportedPicture.objects.filter(address=spellings[0]).select_related("picture").first()
        is_new = row is None
        record = record or self.library.at(written)
        row = row or self._made(spellings, record)
        if row.state != State.KEPT:
            self._find(row, record)
            if not is_new:
                placing.place(row)
        return row, is_new

    def _made(self, spellings: list[str], record: AttachmentRecord | None) -> ImportedPicture:
        words = words_of(record) if record else {}
        return ImportedPicture.objects.create(
            batch=self.ledger.batch, address=spellings[0], spellings=spellings[1:], **words
        )

    def _find(self, row: ImportedPicture, record: AttachmentRecord | None) -> None:
        """Take it from a folder, if one has it."""
        paths = (finder(address) for address in [row.address, *row.spellings] for finder in self.finders)
        path = next(filter(None, paths), None)
        if path is None:
            return
        if self.ledger.options.dry_run:
            row.state = State.KEPT
            return
        try:
            keep(row, path.read_bytes(), record)
        except ValidationError as error:
            fail(row, " ".join(error.messages))
        except OSError as error:
            fail(row, _("The file cannot be read (%s).") % (error.strerror or error))


def is_picture(address: str) -> bool:
    try:
        return PurePosixPath(urlsplit(address).path).suffix.lower() in ENDINGS
    except ValueError:
        return False


def words_of(record: AttachmentRecord) -> dict[str, str]:
    return {
        "alt": shortened(plain(record.alt), 500),
        "caption": shortened(plain(record.caption), 500),
        "credit": shortened(plain(record.credit), 200),
    }


def keep(row: ImportedPicture, data: bytes, record: AttachmentRecord | None = None) -> Picture:
    """The bytes become a picture of the library. Raises ValidationError."""
    words = {"alt": row.alt, "caption": row.caption, "credit": row.credit}
    newest = Picture.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if record and record.sha256:
        name = PurePosixPath(urlsplit(record.address).path).name
        picture = pictures.take_back(data, sha256=record.sha256, name=name, **words)
        if picture.pk > newest:
            _date_back(picture, record)
    else:
        picture = pictures.take_in(BytesIO(data), by=None, **words)
    row.picture, row.state, row.error, row.is_own = picture, State.KEPT, "", picture.pk > newest
    row.save()
    return picture


def _date_back(picture: Picture, record: AttachmentRecord) -> None:
    owner = User.objects.filter(username=record.login).first() if record.login else None
    date = record.created_at or picture.created_at
    Picture.objects.filter(pk=picture.pk).update(created_at=date, uploaded_by=owner)


def fail(row: ImportedPicture, sentence: str) -> None:
    row.state, row.error = State.FAILED, sentence[:300]
    row.save()
