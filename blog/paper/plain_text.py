"""HTML of our own as plain text for a letter: headings, lists, quotes, code and tables as people type them."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from .tags import VOID
from .text_lines import Lines
from .text_table import set_table

SPACE = re.compile(r"[ \t\r\n\f]+")
UNDERLINES = {"h1": "=", "h2": "=", "h3": "-", "h4": "-", "h5": "", "h6": ""}
BLOCKS = {
    "address", "article", "aside", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "header", "p",
    "section", "summary", *UNDERLINES,
}  # fmt: skip
OF_TABLES = {"table", "tr", "td", "th"}
MARKS = {"strong": "*", "b": "*", "em": "_", "i": "_", "code": "`", "s": "~", "del": "~"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SKIPPED = {"footnote-back", "permalink"}


def plain_text(html: str) -> str:
    writer = Writer()
    writer.feed(html)
    writer.close()
    writer.end_block()
    return str(writer.lines)


@dataclass
class List:
    is_ordered: bool
    is_talk: bool  # the replies of a conversation, one inside the other
    number: int

    def next_mark(self) -> str:
        self.number += 1
        return f"{self.number}. " if self.is_ordered else "* "


class Writer(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines = Lines()
        self.words: list[str] = []
        self.lists: list[List] = []
        self.rows: list[list[str]] = []
        self.raised: list[int] = []
        self.tables = self.skipping = 0
        self.is_code = False

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if self.skipping or SKIPPED & set(attributes.get("class", "").split()):
            self.skipping += tag not in VOID
        elif opened := getattr(self, f"open_{tag}", None):
            if not self.tables or tag in OF_TABLES | {"sup", "img", "br"}:
                opened(attributes)
        elif tag in BLOCKS:
            self.begin_block()
        elif tag in MARKS and not self.is_code:
            self.words.append(MARKS[tag])

    def handle_endtag(self, tag):
        if self.skipping:
            self.skipping -= 1
        elif closed := getattr(self, f"close_{tag}", None):
            if not self.tables or tag in OF_TABLES | {"sup"}:
                closed()
        elif tag in BLOCKS:
            self.end_block(underline=UNDERLINES.get(tag, ""))
        elif tag in MARKS and not self.is_code:
            self.words.append(MARKS[tag])

    def handle_data(self, data):
        if not self.skipping:
            self.words.append(data if self.is_code else SPACE.sub(" ", data))

    # --- Blocks: in a cell of a table there is one line for all of them ---------------------------------------------

    def begin_block(self):
        self.end_block()
        self.lines.wants_gap = not self.tables

    def end_block(self, underline: str = ""):
        if self.tables:
            self.words.append(" ")
        else:
            self.lines.set_words("".join(self.words), underline)
            self.words = []

    def open_ul(self, attributes, *, is_ordered=False):
        self.end_block()
        self.lines.wants_gap |= not self.lists
        start = attributes.get("start", "")
        number = int(start) - 1 if start.isdecimal() and start.isascii() and len(start) < 10 else 0
        self.lists.append(List(is_ordered, "thread" in attributes.get("class", "").split(), number))

    def open_ol(self, attributes):
        self.open_ul(attributes, is_ordered=True)

    def close_ul(self):
        self.end_block()
        self.lists = self.lists[:-1]
        self.lines.wants_gap |= not self.lists

    close_ol = close_ul

    def open_li(self, attributes):
        self.end_block()
        own = self.lists[-1] if self.lists else List(False, False, 0)
        nested = sum(each.is_talk for each in self.lists) > 1
        self.lines.indent(("    " if nested else "") if own.is_talk else own.next_mark())

    def open_dd(self, attributes):
        self.end_block()
        self.lines.indent("    ")

    def open_blockquote(self, attributes):
        self.begin_block()
        self.lines.indent("> ", "> ")

    def close_li(self):
        self.end_block()
        self.lines.outdent()

    close_dd = close_li

    def close_blockquote(self):
        self.close_li()
        self.lines.wants_gap = True

    def open_pre(self, attributes):
        self.begin_block()
        self.is_code = True

    def close_pre(self):
        code = "".join(self.words).strip("\n").expandtabs(4)
        self.words, self.is_code = [], False
        self.lines.write([f"    {line}" for line in code.split("\n")])
        self.lines.wants_gap = True

    def open_hr(self, attributes):
        self.begin_block()
        self.lines.write(["* * *"])
        self.lines.wants_gap = True

    # --- Tables: one inside another is read as words of its cell ----------------------------------------------------

    def open_table(self, attributes):
        if not self.tables:
            self.begin_block()
        self.tables += 1

    def open_tr(self, attributes):
        if self.tables == 1:
            self.rows.append([])

    def close_td(self):
        if self.tables == 1 and self.rows:
            self.rows[-1].append(" ".join("".join(self.words).split()))
            self.words = []

    close_th = close_td

    def close_table(self):
        self.tables -= self.tables > 0
        if not self.tables:
            self.lines.write(set_table(self.rows, self.lines.width))
            self.words, self.rows, self.lines.wants_gap = [], [], True

    # --- Inside a line ----------------------------------------------------------------------------------------------

    def open_br(self, attributes):
        self.words.append("\n")

    def open_img(self, attributes):
        if alt := attributes.get("alt"):
            self.words.append(f"[{_('Picture')}: {alt}]")

    def open_sup(self, attributes):
        is_number = "link-number" in attributes.get("class", "")
        self.words += [" "] * is_number
        self.raised.append(-1 if is_number else len(self.words))

    def close_sup(self):
        start = self.raised.pop() if self.raised else -1
        if start >= 0:
            words = "".join(self.words[start:])
            is_number = words.isascii() and words.isdecimal()
            self.words[start:] = [words.translate(RAISED) if is_number else f"^{words}"]
