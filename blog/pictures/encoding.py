"""Pixels become a file of our own making: upright, in sRGB, without location or any other metadata."""

from io import BytesIO
from itertools import islice

from django.conf import settings
from PIL import Image, ImageCms, ImageOps, ImageSequence

LONGEST_SIDE = 2560
MOST_FRAMES = 300
LOSSLESS = {"PNG", "GIF", "WEBP"}
# A PNG may be this many times as large as the JPEG: a screenshot stays sharp, a photo does not weigh 10 MB.
PNG_MAY_WEIGH = 2
HEAVY_PNG = 3_000_000


def encode(image: Image.Image) -> tuple[bytes, str]:
    """The bytes to keep and their extension. `image` has been opened and not been decoded."""
    if frames := moving_frames(image):
        return _encode_moving(frames, image.format)
    was_lossless = image.format in LOSSLESS
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a fraction of its size
    return _encode_still(still(image), was_lossless)


def still(image: Image.Image) -> Image.Image:
    """The first frame as RGB or RGBA, upright, in sRGB, no side longer than the longest."""
    image.seek(0)
    image.load()
    profile = image.info.get("icc_profile")
    image = in_srgb(ImageOps.exif_transpose(image), profile)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image.info.clear()
    return image


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the colours are taken as they are
    return image.convert(mode)


def moving_frames(image: Image.Image) -> list[Image.Image]:
    """The frames of an animation, if all of them together are no more work than one large picture."""
    if image.format not in {"GIF", "WEBP"} or not getattr(image, "is_animated", False):
        return []
    most = min(MOST_FRAMES, settings.MAX_PICTURE_PIXELS // (image.width * image.height))
    frames = [_frame(each) for each in islice(ImageSequence.Iterator(image), most + 1)]
    return frames if len(frames) <= most and max(image.size) <= LONGEST_SIDE else []


def as_webp(image: Image.Image) -> bytes:
    return _saved(image, "WEBP", quality=82, method=4)


def _frame(image: Image.Image) -> Image.Image:
    frame = image.convert("RGBA")
    frame.info = {"duration": image.info.get("duration", 100), "loop": image.info.get("loop", 0)}
    return frame


def _encode_moving(frames: list[Image.Image], kind: str) -> tuple[bytes, str]:
    durations, loop = [frame.info["duration"] for frame in frames], frames[0].info["loop"]
    for frame in frames:
        frame.info = {}
    options = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": loop}
    if kind == "GIF":
        return _saved(frames[0], "GIF", disposal=2, **options), "gif"
    return _saved(frames[0], "WEBP", quality=80, **options), "webp"


def _encode_still(image: Image.Image, was_lossless: bool) -> tuple[bytes, str]:
    """JPEG and PNG, which every mail program and the PDF can show; WebP where both would be wrong."""
    if image.mode == "RGBA" and image.getextrema()[3][0] < 255:
        png = _saved(image, "PNG")
        return (png, "png") if len(png) < HEAVY_PNG else (as_webp(image), "webp")
    image = image.convert("RGB")
    jpeg = _saved(image, "JPEG", quality=85, progressive=True, optimize=True)
    if was_lossless and len(png := _saved(image, "PNG")) <= PNG_MAY_WEIGH * len(jpeg):
        return png, "png"
    return jpeg, "jpg"


def _saved(image: Image.Image, kind: str, **options) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
