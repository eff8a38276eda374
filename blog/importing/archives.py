"""Zip files from strangers: looked at whole before anything of them is written, and never outside their own folder."""

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from .sources import Unreadable

MOST_FILES = 200_000
MOST_BYTES = 4 * 1024**3
# Texts shrink to a tenth at best, pictures not at all; bombs to a thousandth.
MOST_RATIO = 100
SMALL = 50 * 1024**2
DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """A folder with what is in the zip, for as long as the block lasts. Raises Unreadable before a byte is written."""
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-import-"))
    try:
        with checked(path) as archive:
            for entry in _files_of(archive):
                _write(archive, entry, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def checked(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip, if it can be trusted to be one. Raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path)
            yield archive
    except DAMAGED as error:
        raise Unreadable(_("it is no zip file, or one that is damaged, cut off or locked. Pack it again.")) from error
    except FileNotFoundError as error:
        raise Unreadable(_("it cannot be opened: %s.") % error.strerror) from error


def _files_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if not entry.is_dir()]


def _check(archive: zipfile.ZipFile, path: Path) -> None:
    entries = _files_of(archive)
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES:
        raise Unreadable(_("it holds more than %d files. Pack it in parts.") % MOST_FILES)
    if size > MOST_BYTES:
        raise Unreadable(_("unpacked it would be larger than %d GB. Pack it in parts.") % (MOST_BYTES // 1024**3))
    if size > SMALL and size > MOST_RATIO * path.stat().st_size:
        raise Unreadable(_("it is packed more tightly than any blog can be: a zip bomb."))
    for entry in entries:
        if not _is_inside(entry.filename):
            raise Unreadable(_("it names files outside of itself (“../” or “/”). No honest program does that."))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unreadable(_("it holds links to other files instead of the files. Pack it again without links."))


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not name.startswith(("/", "\\")) and ".." not in parts and ":" not in parts[0]


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    target = folder.joinpath(*PurePosixPath(entry.filename.replace("\\", "/")).parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except (OSError, ValueError) as error:
        raise Unreadable(_("“%s” in it cannot be unpacked.") % entry.filename[:80]) from error
