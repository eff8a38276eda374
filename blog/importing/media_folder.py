"""Files from the old blog (`--media`): its uploads folder, or whatever holds it, as a folder or packed in a zip."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import Path as PathInZip

from django.conf import settings

from . import archives
from .sources import File

# What Windows does not allow in a file name is often an underscore there.
UNSAFE = str.maketrans('<>:"|?*', "_______")


class MediaFolder:
    def __init__(self, root: Path):
        self.root = root.resolve()

    def find(self, address: str) -> File | None:
        """The file that stood at this address: its whole path below the folder, or as much of the path's end."""
        return next(filter(None, (self._file(names) for names in _ways_to(address))), None)

    def _file(self, names: list[str]) -> Path | None:
        try:
            path = self.root.joinpath(*names)
            if path.is_file() and path.resolve().is_relative_to(self.root):
                return path
        except (OSError, ValueError):
            pass  # too long for a name, or with a NUL in it
        return None


class MediaZip:
    """Not unpacked: a picture is read when a text shows it."""

    def __init__(self, archive):
        self.archive = archive
        self.entries: dict[str, str] = {}
        for entry in archive.infolist():
            parts = entry.filename.split("/")
            if entry.file_size <= settings.MAX_PICTURE_BYTES and not entry.is_dir():
                for start in range(len(parts)):
                    self.entries.setdefault("/".join(parts[start:]), entry.filename)

    def find(self, address: str) -> File | None:
        found = next((self.entries[path] for way in _ways_to(address) if (path := "/".join(way)) in self.entries), None)
        return PathInZip(self.archive, found) if found else None


@contextmanager
def opened(path: Path) -> Iterator[MediaFolder | MediaZip]:
    """Raises Unreadable."""
    if path.is_dir():
        yield MediaFolder(path)
        return
    with archives.checked(path) as archive:
        yield MediaZip(archive)


def _ways_to(address: str) -> Iterator[list[str]]:
    """Path segments to try, the longest first; none that lead upwards."""
    try:
        parts = [part for part in unquote(urlsplit(address).path).split("/") if part not in {"", "."}]
    except ValueError:
        return
    if ".." in parts:
        return
    for start in range(len(parts)):
        yield parts[start:]
        yield [part.translate(UNSAFE) for part in parts[start:]]
