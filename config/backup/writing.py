"""Writes a backup while the site runs: one snapshot of the database, then the media, piece by piece."""

import hashlib
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from config.one_moment import one_moment
from config.whole_files import whole_file

from . import media, tables
from .kinds import kind_of, write_down

FORMAT = "broadsheet backup"
VERSION = 1
LAST_BACKUP = "last-backup"  # when it was, for the first steps at the desk


def write(path: Path) -> dict:
    """Returns the manifest. The file appears under its name once it is whole, readable by its owner alone."""
    with whole_file(path) as file, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        manifest = _fill(archive)
    (settings.DATA_DIR / LAST_BACKUP).touch()
    return manifest


def _fill(archive: ZipFile) -> dict:
    manifest: dict = {"format": FORMAT, "version": VERSION, "made_at": timezone.now().isoformat(), "entries": {}}
    with one_moment():
        manifest["migrations"] = tables.applied_migrations()
        for model in tables.saved_models():
            name = f"tables/{model._meta.db_table}.jsonl"
            manifest["entries"][name] = _write_table(archive, name, model)
        for name in media.names():
            if facts := _write_file(archive, name):
                manifest["entries"][f"media/{name}"] = facts
    archive.writestr(_entry("manifest.json", ZIP_DEFLATED), json.dumps(manifest, indent=1, ensure_ascii=False))
    return manifest


def _write_table(archive, name, model) -> dict:
    fields = tables.columns(model)
    kinds = [kind_of(field) for field in fields]
    digest, size, lines = hashlib.sha256(), 0, 0
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields)).iterator(500)
    header = {"table": model._meta.db_table, "columns": [[f.column, k] for f, k in zip(fields, kinds, strict=True)]}
    with archive.open(_entry(name, ZIP_DEFLATED), "w", force_zip64=True) as target:
        for line in _lines(header, kinds, rows):
            target.write(line)
            digest.update(line)
            size, lines = size + len(line), lines + 1
    return {"size": size, "sha256": digest.hexdigest(), "rows": lines - 1}


def _lines(header, kinds, rows):
    yield _line(header)
    for row in rows:
        yield _line([write_down(kind, value) for kind, value in zip(kinds, row, strict=True)])


def _line(value) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _write_file(archive, name) -> dict | None:
    try:
        source = default_storage.open(name)
    except FileNotFoundError:  # deleted since it was listed
        return None
    with source, archive.open(_entry(f"media/{name}", ZIP_STORED), "w", force_zip64=True) as target:
        size, digest = media.copy(source, target)
    return {"size": size, "sha256": digest}


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type, entry.external_attr = compression, 0o600 << 16
    return entry
