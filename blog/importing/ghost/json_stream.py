"""A JSON file read value by value: only the value in hand is in memory, however long the file is."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from ..sources import Unreadable

PIECE = 256 * 1024
MAX_FILE_BYTES = 2 * 1024**3
# A post is in its row up to five times: as HTML, as plain text and in the words of three editors.
LONGEST_VALUE = 32 * 1024**2
SPACE = re.compile(r"[ \t\r\n]*")
# So much of a keyword, number or escape may be cut off by the end of what has been read so far.
CUT_OFF = 16


class JsonStream:
    """Raises Unreadable wherever the file stops being JSON."""

    def __init__(self, path: Path):
        self.pieces = _pieces(path)
        self.buffer, self.position = "", 0
        # json knows `NaN`, `1e999` and numbers of a million digits; no export does.
        self.decoder = json.JSONDecoder(strict=False, parse_constant=_nothing, parse_int=_integer)

    def peek(self) -> str:
        """The next character that is not a space; empty at the end."""
        while True:
            found = SPACE.match(self.buffer, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.buffer) or not self._read_on(1):
                return self.buffer[self.position : self.position + 1]

    def take(self, mark: str) -> None:
        if self.peek() != mark:
            raise _broken()
        self.position += 1

    def names(self) -> Iterator[str]:
        """Of the object that begins here; the caller takes each value before it asks for the next name."""
        for _more in self._parts("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise _broken()
            self.take(":")
            yield name

    def items(self) -> Iterator[None]:
        """Of the array that begins here; the caller takes each."""
        return self._parts("[", "]")

    def value(self) -> object:
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.position)
            except json.JSONDecodeError as error:
                if not self._may_be_cut_off(error) or not self._read_on(len(self.buffer) - self.position + PIECE):
                    raise _broken() from error
            except RecursionError as error:
                raise Unreadable(_("it is nested more deeply than any export.")) from error
            else:
                # A number may go on behind the end of what has been read.
                if end < len(self.buffer) or not self._read_on(PIECE):
                    self.position = end
                    return value

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        self.take(opening)
        if self.peek() == closing:
            self.position += 1
            return
        while True:
            yield
            if self.peek() != ",":
                self.take(closing)
                return
            self.position += 1

    def _may_be_cut_off(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated") or error.pos >= len(self.buffer) - CUT_OFF

    def _read_on(self, characters: int) -> bool:
        """What has been dealt with is let go. False, and nothing has changed, at the end of the file."""
        rest, parts, read = self.buffer[self.position :], [], 0
        if len(rest) > LONGEST_VALUE:
            raise Unreadable(_("one of its rows is longer than %d MB.") % (LONGEST_VALUE // 1024**2))
        while read < characters and (piece := next(self.pieces, "")):
            parts.append(piece)
            read += len(piece)
        if read:
            self.buffer, self.position = "".join([rest, *parts]), 0
        return read > 0


def _pieces(path: Path) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Unreadable(_("it is larger than %d GB.") % (MAX_FILE_BYTES // 1024**3))
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                if text := decoder.decode(piece):
                    yield text
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable(_("it is not written in UTF-8, as every export of Ghost is.")) from error
    except OSError as error:
        raise Unreadable(_("it cannot be opened: %s.") % (error.strerror or error)) from error


def _broken() -> Unreadable:
    return Unreadable(_("it is not JSON, or it is damaged or cut off. Export it again."))


def _nothing(_name: str) -> None:
    return None


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) < 20 else None
