"""Files as people send them, made on the spot."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

LATITUDE = {1: "N", 2: (52.0, 30.0, 12.0), 3: "E", 4: (13.0, 22.0, 44.0)}


def image(width=64, height=48, mode="RGB", colour=(30, 90, 160)):
    return Image.new(mode, (width, height), colour)


def photo(width=600, height=400):
    """Many colours, as a camera makes them."""
    noise = Image.effect_noise((width, height), 90)
    return Image.merge("RGB", [noise, noise.rotate(90, expand=False), noise.transpose(Image.Transpose.FLIP_TOP_BOTTOM)])


def saved(picture, kind="PNG", **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def upload(data=None, name="picture.png", content_type="image/png"):
    return SimpleUploadedFile(name, saved(image()) if data is None else data, content_type)


def photo_with_place(orientation=6) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Alice"
    exif.get_ifd(0x8825).update(LATITUDE)
    return saved(photo(120, 80), "JPEG", exif=exif, comment=b"at home")


def huge_png(side=20_000) -> bytes:
    """A bomb: some kilobytes that would become gigabytes."""
    row = zlib.compress(b"\0" * (side + 1), 9)
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", row) + _chunk(b"IEND", b"")


def animation(frames=4, width=40, height=30, kind="GIF") -> bytes:
    steps = [image(width, height, colour=(i * 40 % 255, 80, 120)) for i in range(frames)]
    return saved(steps[0], kind, save_all=True, append_images=steps[1:], duration=120, loop=0)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
