"""The files of the default storage, wherever it keeps them."""

import hashlib
from contextlib import contextmanager

from django.core.files import File
from django.core.files.storage import default_storage

from config.storage import DatabaseStorage

CHUNK = 1024 * 1024


def names(folder: str = ""):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + file for file in sorted(files))
    for each in sorted(folders):
        yield from names(prefix + each)


class Shelf:
    """Files put on it are taken off again if what they belong to fails; those they replace are put back."""

    ASIDE = ".before-restore"

    def __init__(self):
        self.added: list[str] = []
        self.aside: list[str] = []

    def put(self, name: str, source) -> None:
        if default_storage.exists(name):
            self._set_aside(name)
        self.added.append(name)
        if default_storage.save(name, File(source, name)) != name:
            raise ValueError(f"the storage does not accept the file name {name!r}")

    def undo(self) -> None:
        if isinstance(default_storage, DatabaseStorage):
            return  # the transaction has taken everything back already
        for name in self.added:
            default_storage.delete(name)
        for name in self.aside:
            _move(name + self.ASIDE, name)

    def finish(self, keep: set[str] | None) -> None:
        """What was set aside goes; and if only some are to be kept, all others."""
        for name in self.aside:
            default_storage.delete(name + self.ASIDE)
        if keep is not None:
            for name in set(names()) - keep:
                default_storage.delete(name)

    def _set_aside(self, name: str) -> None:
        default_storage.delete(name + self.ASIDE)
        _move(name, name + self.ASIDE)
        self.aside.append(name)


@contextmanager
def shelf():
    shelf = Shelf()
    try:
        yield shelf
    except BaseException:
        shelf.undo()
        raise


def copy(source, target) -> tuple[int, str]:
    """Piece by piece; returns the count of bytes and their sha256."""
    size, digest = 0, hashlib.sha256()
    while piece := source.read(CHUNK):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def _move(name: str, to: str) -> None:
    with default_storage.open(name) as file:
        default_storage.save(to, file)
    default_storage.delete(name)
