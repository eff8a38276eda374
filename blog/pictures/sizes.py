"""The smaller copies for `srcset`."""

import logging
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from PIL import Image

from config.tasks import BEHIND_MAIL, task

from .. import rendering
from ..models import Picture, Post
from . import encoding

logger = logging.getLogger("broadsheet.pictures")

WIDTHS = [480, 800, 1200, 1600]


@task(priority=BEHIND_MAIL)
def make_sizes(picture_id: int) -> None:
    """Idempotent: a copy that is there is not made again."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return
    try:
        sizes = _sizes_of(picture)
    except FileNotFoundError:
        logger.error("The file of picture %s (%s) is gone: no sizes were made.", picture.pk, picture.file.name)
        return
    if sizes != picture.sizes:
        Picture.objects.filter(pk=picture.pk).update(sizes=sizes)
    for post in Post.objects.filter(pictures=picture).iterator(chunk_size=20):
        rendering.rerender(post)


def _sizes_of(picture: Picture) -> dict[str, str]:
    with picture.file.open() as file:
        image = Image.open(BytesIO(file.read()))
    if getattr(image, "is_animated", False):
        return {}
    image.load()
    return {str(width): _made(picture, image, width) for width in WIDTHS if width < image.width}


def _made(picture: Picture, image: Image.Image, width: int) -> str:
    storage, path = picture.file.storage, PurePosixPath(picture.file.name)
    name = picture.sizes.get(str(width)) or str(path.with_name(f"{path.stem}-{width}.webp"))
    if storage.exists(name):
        return name
    height = max(1, round(image.height * width / image.width))
    copy = image.resize((width, height), Image.Resampling.LANCZOS)
    return storage.save(name, ContentFile(encoding.as_webp(copy)))
