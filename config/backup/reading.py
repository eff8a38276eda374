"""Opens a backup and believes nothing of it: every entry is named, counted and summed before anything is changed."""

import hashlib
import json
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from django.db.migrations.loader import MigrationLoader

from .media import CHUNK
from .writing import FORMAT, VERSION


class Refused(Exception):
    """With the sentence that says why."""


class Backup:
    def __init__(self, archive: ZipFile, manifest: dict):
        self.archive, self.manifest = archive, manifest

    def tables(self):
        """Each table's name, columns and rows."""
        for name in self._entries("tables/"):
            with self.archive.open(name) as lines:
                header = json.loads(next(lines))
                yield header["table"], header["columns"], (json.loads(line) for line in lines)

    def media_names(self) -> list[str]:
        return [name.removeprefix("media/") for name in self._entries("media/")]

    def open_media(self, name: str):
        return self.archive.open(f"media/{name}")

    def _entries(self, folder: str) -> list[str]:
        return [name for name in self.manifest["entries"] if name.startswith(folder)]


@contextmanager
def open_backup(path: Path):
    """A backup that is whole and that this version understands, or `Refused`."""
    with _open(path) as archive:
        backup = Backup(archive, _read_manifest(archive))
        try:
            _require_known_migrations(backup.manifest)
            _verify(backup)
        except (BadZipFile, zlib.error, EOFError, OSError, KeyError, TypeError, AttributeError, ValueError) as error:
            raise Refused(f"{path} is damaged ({error}). Nothing was changed.") from error
        yield backup


def _open(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error
    except (BadZipFile, OSError) as error:
        raise Refused(f"{path} is damaged or no backup ({error}). Nothing was changed.") from error


def _read_manifest(archive: ZipFile) -> dict:
    try:
        with archive.open("manifest.json") as file:
            manifest = json.loads(file.read(256 * 1024 * 1024))
        if manifest["format"] != FORMAT:
            raise KeyError
        newer = manifest["version"] > VERSION
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError) as error:
        raise Refused("This file is no backup of this program. Nothing was changed.") from error
    if newer:
        raise Refused("This backup was made by a newer version: update the program first. Nothing was changed.")
    return manifest


def _require_known_migrations(manifest: dict) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    unknown = sorted(f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known)
    if unknown:
        raise Refused(
            f"This backup was made by a newer version (it has {unknown[0]}): update the program first. "
            "Nothing was changed."
        )


def _verify(backup: Backup) -> None:
    entries = backup.manifest["entries"]
    present = [info.filename for info in backup.archive.infolist() if info.filename != "manifest.json"]
    if sorted(present) != sorted(entries):
        raise Refused("The backup is damaged: entries are missing or were added. Nothing was changed.")
    for name, facts in entries.items():
        if not _is_safe(name):
            raise Refused(f"The backup is refused: the name {name!r} leads elsewhere. Nothing was changed.")
        if _facts(backup.archive, name, "rows" in facts) != facts:
            raise Refused(f"The backup is damaged: {name} is not what was saved. Nothing was changed.")


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    plain = not set(name) & set("\\\0:") and str(path) == name and not path.is_absolute()
    return plain and ".." not in path.parts and path.parts[0] in {"tables", "media"} and len(path.parts) > 1


def _facts(archive: ZipFile, name: str, is_table: bool) -> dict:
    size, lines, digest = 0, 0, hashlib.sha256()
    with archive.open(name) as source:
        while piece := source.read(CHUNK):
            size += len(piece)
            lines += piece.count(b"\n")
            digest.update(piece)
    facts = {"size": size, "sha256": digest.hexdigest()}
    return {**facts, "rows": lines - 1} if is_table else facts
