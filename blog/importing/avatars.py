"""Pictures of people, from another Broadsheet: under their name, and as they are if that Broadsheet drew them so."""

import re
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import InMemoryUploadedFile

from accounts.avatars import MAX_BYTES, forget_file, square
from accounts.models import User

from ..models import ImportBatch
from ..pictures.verifying import extension_of_ours
from .ledger import Ledger
from .sources import File

KIND = "avatar"
NAME = re.compile(r"avatars/[0-9a-f]{24}\.webp", re.ASCII)


def take_in(person_id: int, name: str, file: File | None, ledger: Ledger) -> None:
    """For a person who has none; what is no picture is left."""
    person = User.objects.filter(pk=person_id, avatar="").first()
    if person is None or file is None or not NAME.fullmatch(name) or default_storage.exists(name):
        return
    data = file.read_bytes()
    try:
        is_ours = len(data) <= MAX_BYTES and extension_of_ours(data) == "webp"
        content = ContentFile(data) if is_ours else square(_uploaded(data))
    except ValidationError:
        return
    person.avatar.name = default_storage.save(name, content)
    person.save(update_fields=["avatar"])
    ledger.enter_anew(ledger.key(KIND, person.avatar.name), KIND, person, {"name": person.avatar.name})


def take_back(batch: ImportBatch) -> None:
    """From those who were here before, if it is still theirs. It goes, or stays, with those whom the batch made."""
    made = set(batch.items.filter(kind="author", original__own=True).values_list("object_id", flat=True))
    for item in batch.items.filter(kind=KIND):
        name = item.original["name"]
        person = User.objects.filter(pk=item.object_id, avatar=name).exclude(pk__in=made).first()
        if person:
            forget_file(person.avatar.storage, name)
            person.avatar = ""
            person.save(update_fields=["avatar"])
        item.delete()


def _uploaded(data: bytes) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(BytesIO(data), None, "avatar.webp", "image/webp", len(data), None)
