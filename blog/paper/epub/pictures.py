"""The pictures of a book: such as every reading program knows, no larger than a page, no more than a book can carry."""

import io
import logging
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pillow

from ..volume import Volume
from .media import Image

logger = logging.getLogger("broadsheet.paper")

WIDEST, HIGHEST = 1600, 2400
LARGEST = 40_000_000  # in pixels, opened
MOST_BYTES = 40 * 1024 * 1024  # of one book
SMALL_ENOUGH = 1024 * 1024  # to be taken over as it is
ENDINGS = {"JPEG": "jpg", "PNG": "png"}


@dataclass(frozen=True)
class Shelf:
    """`images` by the address that the sheets have for them, `contents` by the name in the book."""

    images: dict[str, Image]
    contents: dict[str, bytes]


def shelve(files: dict[str, Path], volume: Volume) -> Shelf:
    """In the order of the sheets; what does not fit any more stays outside, and its place becomes a link."""
    shelf, left = Shelf({}, {}), MOST_BYTES
    for address in sorted(files, key=lambda address: (_place(address, volume), address)):
        try:
            content, ending, size = _for_book(files[address], volume.choice.ink == "grey")
        except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError, Warning) as error:
            logger.warning("A picture of %s cannot be read: %s", volume.subject, error)
            continue
        if len(content) <= left:
            left -= len(content)
            name = f"pictures/{len(shelf.contents) + 1}.{ending}"
            shelf.images[address], shelf.contents[name] = Image(name, *size), content
    return shelf


def _place(address: str, volume: Volume) -> tuple[int, int]:
    for number, sheet in enumerate(volume.sheets):
        if (found := sheet.text.find(address)) >= 0:
            return number, found
    return -1, 0  # a cover


def _for_book(path: Path, is_grey: bool) -> tuple[bytes, str, tuple[int, int]]:
    with warnings.catch_warnings(), Pillow.open(path) as picture:
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        if picture.width * picture.height > LARGEST:
            raise ValueError(f"{picture.width} × {picture.height} pixels")
        fits = picture.width <= WIDEST and picture.height <= HIGHEST and path.stat().st_size <= SMALL_ENOUGH
        if picture.format in ENDINGS and fits and not is_grey:
            return path.read_bytes(), ENDINGS[picture.format], picture.size
        return _encoded(picture, is_grey)


def _encoded(picture: Pillow.Image, is_grey: bool) -> tuple[bytes, str, tuple[int, int]]:
    """Drawings with few colours and what one can see through stay sharp as PNG."""
    is_clear = picture.has_transparency_data
    is_drawing = picture.mode in {"1", "P"} and not is_clear
    picture = picture.convert("RGBA" if is_clear else "RGB")
    picture.thumbnail((WIDEST, HIGHEST))
    if is_grey:
        picture = picture.convert("LA" if is_clear else "L")
    kind, out = "PNG" if is_clear or is_drawing else "JPEG", io.BytesIO()
    picture.save(out, kind, optimize=True, **({"quality": 84, "progressive": False} if kind == "JPEG" else {}))
    return out.getvalue(), ENDINGS[kind], picture.size
