"""The same file is kept once; the sizes that screens need are made afterwards, by a task."""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from ..models import Picture
from . import decoding, encoding
from .sizes import make_sizes
from .verifying import extension_of_ours

SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Prepared:
    """A file that has been found good, encoded anew and not been kept yet."""

    upload_sha256: str
    data: bytes
    extension: str


def take_in(upload, *, by, alt="", caption="", credit="") -> Picture:
    """From an uploaded file (anything with `read`) to a picture. Raises ValidationError with what to do about it."""
    return keep(prepare(upload), by=by, alt=alt, caption=caption, credit=credit)


def prepare(upload) -> Prepared:
    uploaded = decoding.read(upload)
    with decoding.opened(uploaded) as image:
        data, extension = encoding.encode(image)
    return Prepared(hashlib.sha256(uploaded).hexdigest(), data, extension)


def take_back(data: bytes, *, sha256: str, name: str, **words) -> Picture:
    """
    From another Broadsheet, under the name by which texts show it there. What is as this one would have written it is
    kept byte for byte, or a picture would get worse with every move. Raises ValidationError like `take_in`.
    """
    extension = extension_of_ours(data)
    prepared = Prepared(sha256, data, extension) if extension else prepare(BytesIO(data))
    if not SHA256.fullmatch(sha256) or name != f"{sha256[:24]}.{prepared.extension}":
        return take_in(BytesIO(data), by=None, **words)
    existing = Picture.objects.filter(sha256=sha256).first()
    return fill_in(existing, words) if existing else _create(sha256, prepared, None, words)


def remove(picture: Picture) -> None:
    """The row, and after the transaction its files."""
    storage, names = picture.file.storage, picture.file_names()
    picture.delete()
    transaction.on_commit(lambda: [storage.delete(name) for name in names])


def keep(prepared: Prepared, *, by=None, **words) -> Picture:
    """`words` are alt, caption and credit; of a picture that is there already only what is empty is filled in."""
    sha256 = prepared.upload_sha256
    existing = Picture.objects.filter(sha256=sha256).first()
    if existing and by and not Picture.objects.visible_to(by).filter(pk=existing.pk).exists():
        # Somebody else's, in a hidden post: this person gets a row of their own and learns nothing of the other.
        sha256 = hashlib.sha256(f"{sha256} {by.pk}".encode()).hexdigest()
        existing = Picture.objects.filter(sha256=sha256).first()
    if existing:
        return fill_in(existing, words, by=by)
    return _create(sha256, prepared, by, words)


def _create(sha256: str, prepared: Prepared, by, words: dict) -> Picture:
    picture = Picture(sha256=sha256, uploaded_by=by, **words)
    name = f"{sha256[:24]}.{prepared.extension}"
    try:
        with transaction.atomic():
            picture.file.save(name, ContentFile(prepared.data, name))
            make_sizes.enqueue(picture.pk)
    except IntegrityError:
        picture.file.delete(save=False)
        if twin := Picture.objects.filter(sha256=sha256).first():
            return twin  # the same file, sent twice at the same moment
        raise
    return picture


def fill_in(picture: Picture, words: dict, *, by=None) -> Picture:
    """Adds only what is empty, and only for those who may describe it: the words stand on other people's pages."""
    missing = {name: value for name, value in words.items() if value and not getattr(picture, name)}
    if missing and (by is None or may_describe(by, picture)):
        Picture.objects.filter(pk=picture.pk).update(**missing)
        picture.refresh_from_db()
    return picture


def may_describe(user, picture: Picture) -> bool:
    """Whoever brought it, and editors."""
    return picture.uploaded_by_id == user.pk or user.has_perm("blog.edit_any_post")
