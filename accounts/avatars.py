"""Pictures of people: whatever is uploaded is drawn anew as a small square, without a word about place or camera."""

import io
import logging
import secrets
import warnings
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

logger = logging.getLogger("broadsheet.accounts")

SIDE = 256
FORMATS = ["JPEG", "PNG", "GIF", "WEBP"]
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000


def avatar_path(user, filename: str) -> str:
    """The name tells nothing of the upload's."""
    return f"avatars/{secrets.token_hex(12)}.webp"


def square(upload) -> ContentFile:
    """The upload as WebP; raises a ValidationError that says what to do."""
    if upload.size > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 5 MB. Make it smaller and try again."), code="bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit of our own is lower
            return _encode(_decode(upload))
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    # Decoders fail in their own ways on damaged files.
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError, IndexError, KeyError) as error:
        logger.info("A picture of %s bytes was refused: %s", upload.size, error)
        raise ValidationError(
            _("This is not a picture that can be read. Upload a JPEG, PNG, GIF or WebP file."), code="unreadable"
        ) from None


def forget_file(storage, name: str) -> None:
    """Delete the file of a picture once the change that dropped it is final."""
    transaction.on_commit(partial(storage.delete, name))


def _decode(upload) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise _too_many_pixels()
        picture.draft("RGB", (SIDE * 2, SIDE * 2))
        picture = ImageOps.exif_transpose(picture)
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        return ImageOps.fit(picture, (SIDE, SIDE))


def _encode(picture: Image.Image) -> ContentFile:
    bare = Image.new(picture.mode, picture.size)  # carries no metadata over
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=86)
    return ContentFile(out.getvalue(), name="avatar.webp")


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has more than 40 million pixels. Make it smaller and try again."), code="pixels"
    )
