"""Pictures of people, from another Broadsheet: under their name, and as they are if that Broadsheet drew them so."""

import re
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import InMemoryUploadedFile

from accounts.avatars import MAX_BYTES, square
from accounts.models import User

from ..pictures.verifying import extension_of_ours
from .sources import File

NAME = re.compile(r"avatars/[0-9a-f]{24}\.webp", re.ASCII)


def take_in(person_id: int, name: str, file: File | None) -> None:
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


def _uploaded(data: bytes) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(BytesIO(data), None, "avatar.webp", "image/webp", len(data), None)
