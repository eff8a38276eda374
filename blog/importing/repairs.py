"""A file's text becomes one that an XML parser accepts, piece by piece; what had to be mended is counted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.entities import html5

from .cdata import Cdata

# XML 1.0 knows none of these, not even written as a number.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Stands alone between two documents in one file. No text holds it.
NEXT_DOCUMENT = "\x00"
CDATA = "<![CDATA["
CLOSINGS = {"<!--": "-->", "<?": "?>"}
LITERAL_START = re.compile(r"<!\[CDATA\[|<!--|<\?(?:xml\b)?|<rss\b")
AMPERSAND = re.compile(r"&(?:#(\d{1,9}|[xX][0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{0,31});)?")
OF_XML = {"amp", "lt", "gt", "quot", "apos"}
# Long enough for the longest entity and the longest opening that a piece may have cut in two.
TAIL = 40


def repaired(texts: Iterable[str], repairs: Counter) -> Iterator[str]:
    """Parts of the text, with NEXT_DOCUMENT between documents."""
    mender = Mender(repairs)
    for text in texts:
        clean, removed = FORBIDDEN.subn("", text)
        repairs["control characters"] += removed
        yield from _in_few_parts(mender.mended(clean))
    yield from _in_few_parts(mender.rest())


def _in_few_parts(parts: Iterable[str]) -> Iterator[str]:
    whole: list[str] = []
    for part in parts:
        if part == NEXT_DOCUMENT:
            yield from ("".join(whole), part)
            whole = []
        else:
            whole.append(part)
    yield "".join(whole)


class Mender:
    """Outside of CDATA, comments and declarations every `&` must begin one of XML's own entities."""

    def __init__(self, repairs: Counter):
        self.repairs = repairs
        self.held = ""
        # What ends the literal stretch that the text stands in.
        self.closing = ""
        self.cdata: Cdata | None = None
        # What came last before a stretch of CDATA: the element that it belongs to.
        self.before = ""
        self.roots = 0
        self.far_looks: Counter = Counter()

    def mended(self, text: str, is_last: bool = False) -> Iterator[str]:
        text, self.held = self.held + text, ""
        position = 0
        while position < len(text):
            if self.cdata:
                written, position, ended = self.cdata.read(text, position, self.repairs, is_last)
                yield written
                if not ended:
                    break
                self.cdata = None
            elif self.closing:
                position = yield from self._to_closing(text, position)
            else:
                position = yield from self._to_opening(text, position)
            if self.held:
                return
        self.held = text[position:]

    def rest(self) -> Iterator[str]:
        yield from self.mended("", is_last=True)
        # What is left is as incomplete as the file.
        yield self.held

    def _to_closing(self, text: str, position: int):
        end = text.find(self.closing, position)
        if end < 0:
            cut = max(position, len(text) - len(self.closing) + 1)
            self.held = text[cut:]
            yield text[position:cut]
            return len(text)
        end += len(self.closing)
        self.closing = ""
        yield text[position:end]
        return end

    def _to_opening(self, text: str, position: int):
        opening = LITERAL_START.search(text, position)
        end = opening.start() if opening else _safe_cut(text, position)
        if opening and opening.end() > len(text) - 4 and opening[0] == "<?":
            # Perhaps it is `<?xml`.
            end = opening.start()
            opening = None
        outside = self._with_ampersands(text[position:end])
        self.before = (self.before + text[max(position, end - 500) : end])[-500:]
        if opening is None:
            yield outside
            self.held = text[end:]
            return len(text)
        if begins := self._begins_document(opening[0]):
            yield outside.rstrip("\ufeff \t\r\n")
            yield NEXT_DOCUMENT
        else:
            yield outside
        return (yield from self._literal(opening, begins))

    def _literal(self, opening: re.Match, begins: bool):
        if opening[0] == CDATA:
            self.cdata = Cdata(self.before, self.far_looks)
        else:
            self.closing = CLOSINGS.get("<?" if opening[0].startswith("<?") else opening[0], "")
        yield opening[0]
        return opening.end()

    def _begins_document(self, opening: str) -> bool:
        """Some exports are several files, put into one."""
        is_root = opening == "<rss"
        begins = self.roots > 0 and (is_root or opening == "<?xml")
        self.roots = (0 if begins else self.roots) + is_root
        self.repairs["documents in one file"] += begins
        return begins

    def _with_ampersands(self, text: str) -> str:
        return AMPERSAND.sub(self._ampersand, text) if "&" in text else text

    def _ampersand(self, found: re.Match) -> str:
        number, name = found[1], found[2]
        if name in OF_XML or (number and _is_character(number)):
            return found[0]
        self.repairs["ampersands"] += 1
        if number:
            return ""
        if name and (character := html5.get(f"{name};")):
            return character
        return "&amp;" + found[0][1:]


def _safe_cut(text: str, position: int) -> int:
    begun = max(text.rfind("<", len(text) - TAIL), text.rfind("&", len(text) - TAIL))
    return max(position, begun) if begun >= 0 else len(text)


def _is_character(number: str) -> bool:
    value = int(number[1:], 16) if number[0] in "xX" else int(number)
    return 0 < value < 0x110000 and not FORBIDDEN.match(chr(value))
