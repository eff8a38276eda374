"""HTML in one spelling, so that two texts a browser shows alike compare equal: the rules of CommonMark's own tests."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html import escape
from html.parser import HTMLParser

BLOCKS = frozenset(
    "address article aside blockquote body br button canvas caption col colgroup dd details div dl dt embed fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr iframe li map nav object ol output p pre "
    "progress script section style table tbody td textarea tfoot th thead tr ul video".split()
)


def normalised(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.preformatted = 0
        self.after_block = True

    def handle_starttag(self, tag, attrs):
        self._before_tag(tag)
        self.preformatted += tag == "pre"
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in sorted(attrs))
        self.parts.append(f"<{tag}{written}>")
        self.after_block = tag in BLOCKS

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self._before_tag(tag)
        self.preformatted -= tag == "pre"
        self.parts.append(f"</{tag}>")
        self.after_block = tag in BLOCKS

    def handle_data(self, data):
        if not self.preformatted:
            data = re.sub(r"[ \t\n\r\f]+", " ", data)
            data = data.lstrip(" ") if self.after_block else data
        if data:
            self.parts.append(escape(data))
            self.after_block = False

    def handle_comment(self, data):
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.parts.append(f"<!{decl}>")

    def unknown_decl(self, data):
        self.parts.append(f"<![{data}]>")

    def handle_pi(self, data):
        self.parts.append(f"<?{data}>")

    def _before_tag(self, tag):
        if tag in BLOCKS and not self.preformatted and self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" ")
