"""Whether this machine can make a PDF, found out without loading the hundred megabytes of WeasyPrint."""

import ctypes
from functools import cache
from importlib.util import find_spec

LIBRARIES = ["gobject-2.0", "pango-1.0", "pangoft2-1.0", "fontconfig", "harfbuzz"]
SHAPES = ["lib{}.so.0", "lib{}.so.1", "lib{}.dylib", "lib{}.0.dylib", "lib{}-0.dll", "lib{}-1.dll"]


@cache
def missing() -> list[str]:
    """What WeasyPrint needs and cannot find here."""
    if find_spec("weasyprint") is None:
        return ["WeasyPrint"]
    return [library for library in LIBRARIES if not _loads(library)]


def _loads(library: str) -> bool:
    for shape in SHAPES:
        try:
            ctypes.CDLL(shape.format(library))
        except OSError:
            continue
        return True
    return False
