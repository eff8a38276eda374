"""The files of a folder from a stranger, found without following a link and read without trusting a size."""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from ..archives import MOST_FILES
from ..sources import Unreadable

MOST_TEXT = 2 * 1024**2
DEEPEST = 64
# What programs write, keep for themselves or borrow; hidden files are never looked at.
NOT_LOOKED_AT = {"node_modules", "_site", "__pycache__", "bower_components"}


class Unfit(Exception):
    """One file cannot be taken; the message says why, in words that go on from its name."""


class Folder:
    """`leaves_out`: what a program writes or borrows at the top; further down the same words may be the author's."""

    def __init__(self, root: Path, leaves_out: frozenset[str] = frozenset()):
        self.root, self.leaves_out = root, leaves_out
        self.links = 0
        self.files: list[PurePosixPath] = sorted(self._walk())
        self._by_path = {spelling(path): path for path in reversed(self.files)}
        # For programs that name a picture without saying where it is; the one nearest to the top counts.
        nearest_last = sorted(self.files, key=lambda path: -len(path.parts))
        self._by_name = {spelling(path.name): path for path in nearest_last}

    def find(self, path: PurePosixPath | str) -> PurePosixPath | None:
        """The file at this path, however its letters are written; nothing outside the folder is ever in here."""
        return self._by_path.get(spelling(path))

    def find_named(self, name: str) -> PurePosixPath | None:
        return self._by_name.get(spelling(PurePosixPath(name).name))

    def at(self, path: PurePosixPath) -> Path:
        return self.root / path

    def bytes_of(self, path: PurePosixPath, most: int = MOST_TEXT) -> bytes:
        """Raises Unfit."""
        try:
            with self.at(path).open("rb") as file:
                data = file.read(most + 1)
        except OSError as error:
            raise Unfit(_("cannot be opened: %s") % (error.strerror or error)) from error
        if len(data) > most:
            raise Unfit(_("is larger than any post can be"))
        return data

    def count_links(self, repairs: Counter) -> None:
        if self.links:
            repairs[_("links to other files, not followed")] += self.links

    def _walk(self) -> Iterator[PurePosixPath]:
        waiting, count = [PurePosixPath()], 0
        while waiting:
            folder = waiting.pop()
            for entry in self._entries(folder):
                path = folder / entry.name
                if entry.is_symlink():
                    self.links += 1
                elif entry.is_dir(follow_symlinks=False):
                    if self._is_looked_at(path):
                        waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    count += 1
                    yield path
            if count > MOST_FILES:
                raise Unreadable(_("it holds more than %d files. Import it in parts.") % MOST_FILES)

    def _entries(self, folder: PurePosixPath) -> list[os.DirEntry]:
        try:
            with os.scandir(self.root / folder) as entries:
                return [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            raise Unreadable(_("it cannot be opened: %s.") % (error.strerror or error)) from error

    def _is_looked_at(self, path: PurePosixPath) -> bool:
        if len(path.parts) > DEEPEST:
            raise Unreadable(_("its folders lie more than %d deep in each other.") % DEEPEST)
        return path.name not in NOT_LOOKED_AT and str(path) not in self.leaves_out


def spelling(path: PurePosixPath | str) -> str:
    """Alike for what Macs, Windows and people take for the same name."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def written(path: PurePosixPath) -> str:
    """A path as text that every database takes, also when its name is in no encoding."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
