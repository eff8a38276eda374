"""Files in the database (`MEDIA_STORAGE_URL=database:`), for hosts whose disk vanishes or is not shared."""

from io import BytesIO
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri

from .models import StoredFile


@deconstructible
class DatabaseStorage(Storage):
    """Sizes are those of pictures and documents: a file is read and written whole."""

    def exists(self, name):
        return StoredFile.objects.filter(name=name).exists()

    def delete(self, name):
        StoredFile.objects.filter(name=name).delete()

    def listdir(self, path):
        """The folders and the files directly below a path, as on a disk."""
        prefix = f"{path.strip('/')}/" if path.strip("/") else ""
        folders, files = set(), []
        for name in StoredFile.objects.filter(name__startswith=prefix).values_list("name", flat=True):
            if name.startswith(prefix):  # SQLite compares without case
                first, slash, _rest = name.removeprefix(prefix).partition("/")
                folders.add(first) if slash else files.append(first)
        return sorted(folders), sorted(files)

    def size(self, name):
        return self._look_up(name, "size")

    def url(self, name):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    def get_created_time(self, name):
        return self._look_up(name, "created_at")

    get_modified_time = get_created_time

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("A stored file is replaced, not changed: open it to read, save it to write.")
        return File(BytesIO(self._look_up(name, "content")), name)

    def _save(self, name, content):
        data = b"".join(content.chunks())
        try:
            with transaction.atomic():
                StoredFile.objects.create(name=name, content=data, size=len(data))
        except IntegrityError:
            # Another process took the name since it was found to be free.
            return self._save(self.get_available_name(name, max_length=255), content)
        return name

    def _look_up(self, name, field):
        value = StoredFile.objects.filter(name=name).values_list(field, flat=True).first()
        if value is None:
            raise FileNotFoundError(f"There is no stored file {name!r}.")
        return value
