"""The zip that a book is: its type first and plain, the same bytes for the same book."""

import io
import zipfile

TYPE = "application/epub+zip"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
# Compressed already.
PLAIN = (".jpg", ".png", ".woff2")


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        _write(book, "mimetype", TYPE.encode())
        for name, content in files.items():
            _write(book, name, content)
    return out.getvalue()


def _write(book: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    is_plain = name == "mimetype" or name.endswith(PLAIN)
    entry.compress_type = zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
    book.writestr(entry, content, compresslevel=None if is_plain else 9)
