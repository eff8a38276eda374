"""The pictures of a volume, fetched from the storage for the press and the binder."""

import logging
from pathlib import Path
from shutil import copyfileobj

from config.site import absolute

from ..models import PaperSettings, Picture
from .volume import Volume

logger = logging.getLogger("broadsheet.paper")

# A printed column is 174 mm wide: more than this is not seen at 200 dots per inch.
WIDE_ENOUGH = 1400


def pictures_of(volume: Volume, folder: Path) -> dict[str, Path]:
    """The volume's own pictures, copied into `folder`, by the address the sheets have for them."""
    files = {}
    for picture in _shown(volume):
        path = folder / f"{picture.pk}"
        try:
            with picture.file.storage.open(_size_for_paper(picture)) as source, path.open("wb") as target:
                copyfileobj(source, target)
        except OSError as error:
            logger.warning("Picture %s is not in the storage: %s", picture.pk, error)
            continue
        files[absolute(picture.file.url)] = path
    return files


def _shown(volume: Volume) -> set[Picture]:
    """What the posts may show, and of that what is on the sheets."""
    logo = PaperSettings.load().logo
    shown = {logo} if logo else set()
    for sheet in volume.sheets:
        own = {*sheet.post.pictures.all(), *([sheet.cover] if sheet.cover else [])}
        shown |= {picture for picture in own if picture == sheet.cover or picture.file.url in sheet.text}
    return shown


def _size_for_paper(picture: Picture) -> str:
    enough = sorted((int(width), name) for width, name in picture.sizes.items() if int(width) >= WIDE_ENOUGH)
    return enough[0][1] if enough else picture.file.name
