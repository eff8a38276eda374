"""Streams the records of an RSS file: small trees, one at a time, however long the file is."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from .encodings import UnknownEncoding, decoded
from .plain_text import INVISIBLE
from .repairs import NEXT_DOCUMENT, repaired
from .sources import Unreadable

PIECE = 64 * 1024
# More than any post that could be stored; what is longer is not kept while reading, either.
LONGEST_TEXT = 4_000_000
LONGEST_RECORD = 64_000_000
MOST_ELEMENTS = 500_000
DEEPEST = 12
NAMES = {
    "title", "link", "dc:creator", "wp:post_name", "wp:author_login", "wp:author_display_name", "wp:cat_name",
    "wp:category_nicename", "wp:category_parent", "wp:tag_name", "wp:tag_slug", "wp:term_name", "wp:term_slug",
    "wp:comment_author",
}  # fmt: skip


@dataclass(slots=True)
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    is_oversized: bool = False

    def find(self, name: str) -> str:
        return next((child.text for child in self.children if child.name == name), "")

    def all(self, name: str) -> Iterator["Element"]:
        return (child for child in self.children if child.name == name)


def read_elements(pieces: Iterable[bytes], repairs: Counter) -> Iterator[Element]:
    """
    Every child of the channel. Names keep their prefix: exports are full of undeclared prefixes and of namespaces in
    six spellings, but `wp:post_id` is always `wp:post_id`.
    """
    collector = Collector(repairs)
    try:
        for text in repaired(decoded(pieces, repairs), repairs):
            if text == NEXT_DOCUMENT:
                collector.begin_again()
            else:
                collector.feed(text)
            yield from collector.finished()
        collector.close()
        yield from collector.finished()
    except expat.ExpatError as error:
        raise Unreadable(
            f"it is not well-formed XML: {expat.errors.messages[error.code]} in line {error.lineno}. "
            "It may be cut off or damaged; export it again."
        ) from error
    except UnknownEncoding as error:
        raise Unreadable(f"it names the unknown encoding “{error}”.") from error


class Collector:
    """Listens to the parser and keeps only the record that is being read."""

    def __init__(self, repairs: Counter):
        self.repairs = repairs
        self.parser = self._parser()
        self.path: list[str] = []
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.size = self.elements = 0
        self.records: deque[Element] = deque()

    def _parser(self):
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        return parser

    def begin_again(self) -> None:
        """The next document in the same file; the one before must be whole."""
        self.close()
        self.parser = self._parser()

    def feed(self, text: str) -> None:
        self.parser.Parse(text.encode("utf-8", "replace"), False)

    def close(self) -> None:
        self.parser.Parse(b"", True)

    def finished(self) -> Iterator[Element]:
        while self.records:
            yield self.records.popleft()

    def _start(self, name, attributes):
        self.path.append(name)
        if len(self.path) == 1 and name != "rss":
            raise Unreadable("it is not a WordPress export: it does not begin with <rss>.")
        if len(self.path) < 3 or len(self.path) > DEEPEST or (len(self.path) == 3 and self.path[1] != "channel"):
            return
        if not self.open:
            self.size = self.elements = 0
        self.elements += 1
        element = Element(name, attributes)
        if self.open and self.elements > MOST_ELEMENTS:
            self.open[0].is_oversized = True
        elif self.open:
            self.open[-1].children.append(element)
        self.open.append(element)
        self.texts.append([])

    def _text(self, text):
        if not self.open or len(self.path) > DEEPEST:
            return
        self.size += len(text)
        if self.size > LONGEST_RECORD or sum(map(len, self.texts[-1])) + len(text) > LONGEST_TEXT:
            self.open[0].is_oversized = True
            self.texts[-1].clear()
            return
        self.texts[-1].append(text)

    def _end(self, name):
        if self.open and len(self.path) <= DEEPEST:
            element = self.open.pop()
            element.text = self._clean(name, "".join(self.texts.pop()))
            if not self.open:
                self.records.append(element)
        self.path.pop()

    def _clean(self, name: str, text: str) -> str:
        """Nobody can see some characters, and with them two names or addresses are not the same."""
        if name not in NAMES or text.isascii():
            return text
        clean, removed = INVISIBLE.subn("", text)
        self.repairs["invisible characters in names"] += removed
        return clean

    def _refuse(self, *_):
        raise Unreadable("it declares a document type or entities, which no honest export does.")
