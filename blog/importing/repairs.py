"""A file's bytes become text that an XML parser accepts, piece by piece; what had to be mended is counted."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.entities import html5

DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
ENCODINGS = re.compile(
    r"utf-?(8|16)|us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|shift_jis|euc-(jp|kr)|gb2312|gbk|gb18030|big5",
    re.IGNORECASE,
)
# XML 1.0 knows none of these, not even written as a number.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LITERAL = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
LITERAL_START = re.compile(r"<!\[CDATA\[|<!--|<\?")
AMPERSAND = re.compile(r"&(?:#(\d{1,9}|[xX][0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{0,31});)?")
OF_XML = {"amp", "lt", "gt", "quot", "apos"}
# Long enough for the longest entity and the longest opening that a piece may have cut in two.
TAIL = 40


class UnknownEncoding(ValueError):
    """The file names an encoding that is none, or none for text."""


def repaired(pieces: Iterable[bytes], repairs: Counter) -> Iterator[str]:
    return _entities_mended(_without_forbidden(_decoded(pieces), repairs), repairs)


def _decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    decoder, begun = None, False
    for piece in pieces:
        decoder = decoder or codecs.getincrementaldecoder(_encoding_of(piece))(errors="replace")
        text = decoder.decode(piece)
        if not begun:
            # Blank lines before the declaration are the commonest fault of all.
            text = text.lstrip("\ufeff \t\r\n")
            begun = bool(text)
        yield text
    if decoder:
        yield decoder.decode(b"", final=True)


def _encoding_of(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = DECLARED.match(start.removeprefix(codecs.BOM_UTF8)[:1000])
    name = declared[1].decode("ascii") if declared else "utf-8"
    if not ENCODINGS.fullmatch(name):
        raise UnknownEncoding(name)
    return "utf-8" if name.lower().startswith("utf") else name


def _without_forbidden(texts: Iterable[str], repairs: Counter) -> Iterator[str]:
    for text in texts:
        clean, removed = FORBIDDEN.subn("", text)
        repairs["control characters"] += removed
        yield clean


def _entities_mended(texts: Iterable[str], repairs: Counter) -> Iterator[str]:
    """Outside CDATA, comments and declarations every `&` must begin one of XML's own entities."""
    rest, closing = "", None
    for text in texts:
        done, rest, closing = _mend(rest + text, closing, repairs)
        yield done
    # What is left is as incomplete as the file.
    yield rest


def _mend(text: str, closing: str | None, repairs: Counter) -> tuple[str, str, str | None]:
    """What is certain, what may depend on the next piece, and what ends the literal stretch it stops in."""
    out, position = [], 0
    while True:
        if closing:
            end = text.find(closing, position)
            if end < 0:
                cut = max(position, len(text) - len(closing) + 1)
                break
            end += len(closing)
            out.append(text[position:end])
            position, closing = end, None
        opening = LITERAL_START.search(text, position)
        if opening is None:
            cut = _safe_cut(text, position)
            break
        out.append(_mend_ampersands(text[position : opening.start()], repairs) + opening[0])
        position, closing = opening.end(), LITERAL[opening[0]]
    certain = text[position:cut]
    out.append(certain if closing else _mend_ampersands(certain, repairs))
    return "".join(out), text[cut:], closing


def _safe_cut(text: str, position: int) -> int:
    begun = max(text.rfind("<", len(text) - TAIL), text.rfind("&", len(text) - TAIL))
    return max(position, begun) if begun >= 0 else len(text)


def _mend_ampersands(text: str, repairs: Counter) -> str:
    def mended(found: re.Match) -> str:
        number, name = found[1], found[2]
        if name in OF_XML or (number and _is_character(number)):
            return found[0]
        repairs["ampersands"] += 1
        if number:
            return ""
        if name and (character := html5.get(f"{name};")):
            return character
        return "&amp;" + found[0][1:]

    return AMPERSAND.sub(mended, text) if "&" in text else text


def _is_character(number: str) -> bool:
    value = int(number[1:], 16) if number[0] in "xX" else int(number)
    return 0 < value < 0x110000 and not FORBIDDEN.match(chr(value))
