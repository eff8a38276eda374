"""Bytes from anywhere become pixels, or a sentence that says what to do. No name and no declared type is believed."""

import logging
import warnings
from contextlib import contextmanager
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, UnidentifiedImageError

logger = logging.getLogger("broadsheet.pictures")

FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF"]
Image.MAX_IMAGE_PIXELS = settings.MAX_PICTURE_PIXELS
# Between one and two times the limit Pillow only warns.
warnings.simplefilter("error", Image.DecompressionBombWarning)


def read(upload) -> bytes:
    """The bytes of an uploaded file, if they are not too many."""
    limit = settings.MAX_PICTURE_BYTES
    data = upload.read(limit + 1)
    if len(data) > limit:
        message = _("The file is larger than %(limit)s MB. Save the picture smaller and try again.")
        raise ValidationError(message % {"limit": limit // 1024**2}, code="too-large")
    if not data:
        raise ValidationError(_("The file is empty. Choose it again."), code="empty")
    return data


@contextmanager
def opened(data: bytes):
    """The picture, not decoded yet; whatever goes wrong inside the block becomes a ValidationError."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it is imported, allows them for the whole process
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            check_pixels(image)
            yield image
    except ValidationError:
        raise
    except UnidentifiedImageError:
        raise ValidationError(_why_not(data), code="type") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception as error:  # Pillow raises nearly anything for a file that is broken on purpose
        logger.info("A picture of %s bytes was refused: %r", len(data), error)
        message = _("The picture is damaged or cut off. Open it on your own machine, save it again and retry.")
        raise ValidationError(message, code="damaged") from error


def check_pixels(image: ImageFile.ImageFile) -> None:
    if image.width * image.height > settings.MAX_PICTURE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    message = _("The picture has more than %(limit)s million pixels. Save it smaller and try again.")
    return ValidationError(message % {"limit": settings.MAX_PICTURE_PIXELS // 1_000_000}, code="pixels")


def _why_not(data: bytes) -> str:
    opening = data[:1024].lower()
    if b"<svg" in opening:
        return _("SVG can carry scripts, so it is not taken. Export the drawing as PNG.")
    if data[4:8] == b"ftyp":
        return _("HEIC pictures are not shown by every browser. Save it as JPEG and try again.")
    return _("This is no picture that the site can show. Use JPEG, PNG, GIF, WebP or AVIF.")
