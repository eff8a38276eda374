"""
Whether a file is as `encoding` writes it: then it may be kept byte for byte, and a picture that moves from one
Broadsheet to another does not get worse each time. Anything that is not needed to show it makes it a stranger's.
"""

import struct
from collections.abc import Iterator

from . import decoding
from .encoding import LONGEST_SIDE

# JFIF header, quantisation, frame, Huffman tables, restart interval, scan.
JPEG_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}
PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def extension_of_ours(data: bytes) -> str | None:
    """jpg, png or webp for a file of our own making; None for any other. Raises ValidationError for what is damaged."""
    with decoding.opened(data) as image:
        kind = image.format
        image.load()
        is_small = max(image.size) <= LONGEST_SIDE
    check = {"JPEG": _is_plain_jpeg, "PNG": _is_plain_png, "WEBP": _is_plain_webp}.get(kind or "")
    return ENDINGS[kind] if kind and check and is_small and check(data) else None


def _is_plain_jpeg(data: bytes) -> bool:
    try:
        position = 2
        while position < len(data) - 2:
            marker = data[position + 1]
            if data[position] != 0xFF or marker not in JPEG_SEGMENTS:
                return False
            position += 2 + struct.unpack_from(">H", data, position + 2)[0]
            if marker == 0xDA:
                position = _end_of_scan(data, position)
        return data[position:] == b"\xff\xd9"
    except (struct.error, IndexError):
        return False


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the next marker stands; inside a scan FF is followed by 00 or a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0:
            return len(data)
        if data[position + 1] != 0 and not 0xD0 <= data[position + 1] <= 0xD7:
            return position
        position += 2


def _is_plain_png(data: bytes) -> bool:
    names = list(_chunks(data, 8, ">I4s", 4))
    return bool(names) and names[-1] == b"IEND" and set(names) <= PNG_CHUNKS


def _is_plain_webp(data: bytes) -> bool:
    names = list(_chunks(data, 12, "<4sI", 0))
    return bool(names) and set(names) <= WEBP_CHUNKS and struct.unpack_from("<I", data, 4)[0] + 8 == len(data)


def _chunks(data: bytes, position: int, head: str, tail: int) -> Iterator[bytes]:
    """Names of the chunks; a last one that is no name, if they do not end where the file ends."""
    while position < len(data):
        try:
            one, two = struct.unpack_from(head, data, position)
        except struct.error:
            yield b"?"
            return
        name, size = (two, one) if isinstance(one, int) else (one, two)
        yield name
        position += 8 + size + tail + (size % 2 if tail == 0 else 0)
    if position != len(data):
        yield b"?"
