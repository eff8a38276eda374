"""The words of a rendered text: for search and feeds, for the excerpt, and counted."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html.parser import HTMLParser

from .slots import Slots

EXCERPT_WORDS = 50
LONGEST_EXCERPT = 400
BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer h2 h3 h4 h5 h6 header "
    "hr li nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
NOT_PROSE = frozenset("audio rp rt video".split())
NOT_IN_EXCERPT = frozenset("figcaption h2 h3 h4 h5 h6 pre table".split())
NOT_PROSE_CLASSES = {"footnote-ref", "footnote-back", "alert-title"}
VOID = frozenset("br col hr img source track wbr".split())

# Chinese, Japanese, Thai and their neighbours write without spaces: there a letter counts as a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])(?:(?![{UNSPACED}])[\w'’.-])*")
SENTENCE_END = re.compile(r"[.!?…](?=[\s\"'”’»)]|$)[\"'”’»)]*|[。！？]")


class Prose(HTMLParser):
    """Reads sanitised HTML whose slots are not filled yet, so that MathML and embeds are no words."""

    def __init__(self, slots: Slots):
        super().__init__(convert_charrefs=True)
        self.slots = slots
        self.more_found = False
        self.everything: list[str] = []
        self.opening: list[str] = []
        # Counts of open elements whose text is left out of both, or of the excerpt alone.
        self.unread: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        slot = attributes.get("data-slot")
        self.more_found = self.more_found or bool(slot and slot == self.slots.more)
        if tag in BLOCKS:
            self._write("\n")
        if tag in VOID:
            return
        classes = set((attributes.get("class") or "").split())
        silent = tag in NOT_PROSE or bool(classes & NOT_PROSE_CLASSES)
        self.unread.append((tag, silent, silent or tag in NOT_IN_EXCERPT or "footnotes" in classes))
        self._write(self.slots.texts.get(slot or "", ""))

    def handle_endtag(self, tag):
        if self.unread and self.unread[-1][0] == tag:
            self.unread.pop()
        if tag in BLOCKS:
            self._write("\n")

    def handle_data(self, data):
        self._write(data)

    def _write(self, text: str) -> None:
        blank = text == "\n"
        if blank or not any(silent for _, silent, _ in self.unread):
            self.everything.append(text)
        if not self.more_found and (blank or not any(skipped for _, _, skipped in self.unread)):
            self.opening.append(text)


def read(html: str, slots: Slots) -> tuple[str, str]:
    """The whole text, one block a line, and its excerpt."""
    prose = Prose(slots)
    prose.feed(html)
    prose.close()
    opening = "".join(prose.opening)
    excerpt = " ".join(opening.split()) if prose.more_found else ""
    lines = (" ".join(line.split()) for line in "".join(prose.everything).split("\n"))
    return "\n".join(line for line in lines if line), excerpt or excerpt_of(opening)


def excerpt_of(text: str) -> str:
    """About fifty words, ending with a sentence where one ends in time, else after a word with an ellipsis."""
    text = " ".join(text.split())
    end = _end_of_words(text)
    if end == len(text):
        return text
    sentence_ends = [found.end() for found in SENTENCE_END.finditer(text[:end])]
    if sentence_ends and sentence_ends[-1] > end // 2:
        return text[: sentence_ends[-1]] + ("" if text[sentence_ends[-1] - 1] == "…" else " …")
    return text[:end].rstrip(" ,;:–—-") + "…"


def count_words(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


def _end_of_words(text: str) -> int:
    for number, word in enumerate(WORD.finditer(text), 1):
        if word.start() > 0 and word.end() > LONGEST_EXCERPT:
            return word.start()
        if number > EXCERPT_WORDS:
            return word.start()
    return min(len(text), LONGEST_EXCERPT)
