"""What staff sent: kept out of everybody's reach, and only for as long as it may be needed."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage
from django.utils import timezone

from ...models import ImportJob

# The media view answers for no such folder.
FOLDER = "imports"
KEPT_FOR = timedelta(days=14)


def keep(uploads: Iterable) -> list[dict[str, str]]:
    return [{"name": each.name[:100], "stored": default_storage.save(_new_name(each.name), each)} for each in uploads]


@contextmanager
def on_disk(files: list[dict[str, str]]) -> Iterator[list[Path]]:
    """Paths of these files, for readers that want a real one."""
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-import-"))
    try:
        yield [_path(file["stored"], folder) for file in files]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def forget(job: ImportJob) -> None:
    """Their names stay, so that the note still says what came."""
    for file in [*job.files, *job.pictures]:
        if "stored" in file:
            default_storage.delete(file["stored"])
    names = {field: [{"name": file["name"]} for file in getattr(job, field)] for field in ("files", "pictures")}
    ImportJob.objects.filter(pk=job.pk).update(**names)


def tidy() -> None:
    """For housekeeping: what nobody has touched for long."""
    for job in ImportJob.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR).exclude(stage__in=ImportJob.AT_WORK):
        if job.has_files:
            forget(job)


def _new_name(name: str) -> str:
    """The ending says to the readers what it is; the rest is nobody's to guess."""
    ending = Path(name).suffix.lower()
    return f"{FOLDER}/{uuid4().hex}{ending if ending in {'.xml', '.json', '.zip', '.md'} else ''}"


def _path(stored: str, folder: Path) -> Path:
    try:
        return Path(default_storage.path(stored))
    except NotImplementedError:
        path = folder / Path(stored).name
        with default_storage.open(stored) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        return path
