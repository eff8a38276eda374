"""A volume as an EPUB 3.3: a book of chapters that sets itself in the reader's own letters."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ..files import pictures_of
from ..volume import NotMade, Volume, edition_of
from .book import files_of, gist_of
from .container import zipped
from .pictures import shelve

# To be raised when the same volume is bound differently: then every EPUB is made anew.
BINDER_VERSION = 1
MOST_TEXT = 30_000_000  # letters of one book


def edition(volume: Volume) -> str:
    return edition_of(volume, *gist_of(volume), str(BINDER_VERSION))


def make(volume: Volume) -> tuple[bytes, None]:
    """The book; how many pages it has is known to whoever reads it. Raises NotMade."""
    if sum(len(sheet.text) + len(sheet.talk) for sheet in volume.sheets) > MOST_TEXT:
        raise NotMade("The texts of this book are too long for one file.")
    with TemporaryDirectory(prefix="broadsheet-book-") as folder:
        shelf = shelve(pictures_of(volume, Path(folder)), volume)
    try:
        return zipped(files_of(volume, shelf)), None
    except RecursionError as error:
        raise NotMade("A text is nested too deeply for a book.") from error
