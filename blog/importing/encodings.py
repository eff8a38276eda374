"""A file's bytes become text, also where they are not in the encoding that the file claims."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator

DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
ENCODINGS = re.compile(
    r"utf-?(8|16)|us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|shift_jis|euc-(jp|kr)|gb2312|gbk|gb18030|big5",
    re.IGNORECASE,
)
# Bytes that are no UTF-8, as `surrogateescape` keeps them.
ESCAPED = re.compile("[\udc80-\udcff]+")
ESCAPED_AT_END = re.compile("[\udc80-\udcff]{1,5}\\Z")
# Half a character of UTF-16 in UTF-8: two of them are what some databases make of an emoji.
HALVES = re.compile("(?:\udced[\udca0-\udcbf][\udc80-\udcbf])+")


class UnknownEncoding(ValueError):
    """The file names an encoding that is none, or none for text."""


def decoded(pieces: Iterable[bytes], repairs: Counter) -> Iterator[str]:
    decoder, begun, held = None, False, ""
    for piece in pieces:
        decoder = decoder or _decoder(piece)
        text = held + decoder.decode(piece)
        # The rest of what is cut here comes with the next piece.
        cut = ESCAPED_AT_END.search(text)
        text, held = (text[: cut.start()], cut[0]) if cut else (text, "")
        if not begun:
            # Blank lines before the declaration are the commonest fault of all.
            text = text.lstrip("\ufeff \t\r\n")
            begun = bool(text)
        yield _with_letters(text, repairs)
    if decoder:
        yield _with_letters(held + decoder.decode(b"", final=True), repairs)


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    name = _encoding_of(start)
    return codecs.getincrementaldecoder(name)(errors="surrogateescape" if name == "utf-8" else "replace")


def _encoding_of(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = DECLARED.match(start.removeprefix(codecs.BOM_UTF8)[:1000])
    name = declared[1].decode("ascii") if declared else "utf-8"
    if not ENCODINGS.fullmatch(name):
        raise UnknownEncoding(name)
    return "utf-8" if name.lower().startswith(("utf", "us-ascii")) else name


def _with_letters(text: str, repairs: Counter) -> str:
    if text.isascii() or not ESCAPED.search(text):
        return text
    return ESCAPED.sub(
        lambda found: _letters(found[0], repairs), HALVES.sub(lambda found: _whole(found[0], repairs), text)
    )


def _letters(escaped: str, repairs: Counter) -> str:
    """Most likely the editor of the text was one of Windows."""
    repairs["letters of another encoding"] += len(escaped)
    return escaped.encode("utf-8", "surrogateescape").decode("windows-1252", "replace")


def _whole(escaped: str, repairs: Counter) -> str:
    repairs["characters in halves"] += 1
    halves = escaped.encode("utf-8", "surrogateescape").decode("utf-8", "surrogatepass")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
