"""`uploads/pictures` and `pictures.jsonl`: the media library, hidden pictures too."""

from ..models import Picture
from .archive import Archive, without_empty
from .front_matter import stamp
from .names import Names
from .people import copy_upload


def write(archive: Archive, names: Names) -> list[str]:
    """Returns the files that are not in the store any more."""
    missing = [
        name for name in all_pictures().values_list("file", flat=True).iterator() if not copy_upload(archive, name)
    ]
    archive.stream_records("pictures.jsonl", (_record(each, names, set(missing)) for each in all_pictures().iterator()))
    return missing


def all_pictures():
    """In the order in which they came: a site that takes them in numbers them so."""
    return Picture.objects.order_by("pk")


def _record(picture: Picture, names: Names, missing: set[str]) -> dict:
    return without_empty(
        {
            "file": picture.file.name,
            "sha256": picture.sha256,
            "alt": picture.alt,
            "caption": picture.caption,
            "credit": picture.credit,
            "created": stamp(picture.created_at),
            "uploaded_by": names.people.get(picture.uploaded_by_id),
            "missing": picture.file.name in missing or None,
        }
    )
