"""Any HTML becomes a small, balanced tree: repaired as browsers do it, without script and style."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from .footnotes import NOTE
from .plain_text import TAG

BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var".split()
) | {NOTE}
MEDIA = frozenset("audio caption col colgroup embed object param source track video".split())
VOID = frozenset("br col embed hr img param source track".split())
DROPPED = frozenset("applet math noembed noframes noscript script select style svg template textarea".split())
# Where scripts of many plugins find the picture's own address, the full size first.
LATE_ADDRESSES = (
    "data-orig-file", "data-full-url", "data-gif", "data-large-file", "data-src", "data-lazy-src", "data-original",
    "data-url", "data-echo",
)  # fmt: skip
LATE_SIZES = ("data-srcset", "data-lazy-srcset")
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "style", "title"},
    "a": {"href", "hreflang", "name", "rel"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "embed": {"src"},
    "iframe": {"src", *LATE_ADDRESSES},
    "img": {"alt", "data-attachment-id", "data-id", "height", "src", "srcset", "width", *LATE_ADDRESSES, *LATE_SIZES},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "object": {"data"},
    "ol": {"reversed", "start", "type"},
    "p": {"align"},
    "param": {"name", "value"},
    "q": {"cite"},
    "source": {"src"},
    "sup": {"data-fn"},
    "td": {"align", "colspan", "headers", "rowspan"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src"},
}
# A tree as deep as hostile text wants it would exhaust the stack; below this, only the words are kept.
DEEPEST = 60
# The repairer's time is quadratic to the depth.
DEEPEST_REPAIRED = 800
OPEN_OR_CLOSED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# The next of its kind, or the end of its parent, closes it.
CLOSED_BY_ITSELF = VOID | frozenset(
    "body dd dt embed head html input li link meta option p param tbody td tfoot th thead tr wbr".split()
)
MORE = re.compile(r"\s*more\b", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS or self.tag in MEDIA or self.tag == "more"

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def nodes(self, *tags: str):
        """All nodes below of these kinds, in order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.nodes(*tags)

    def holds_block(self) -> bool:
        return any(isinstance(child, Node) and (child.is_block or child.holds_block()) for child in self.children)


def is_too_deep(html: str) -> bool:
    depth = 0
    for found in OPEN_OR_CLOSED.finditer(html):
        if found[2].lower() not in CLOSED_BY_ITSELF:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > DEEPEST_REPAIRED:
                return True
    return False


def parsed(html: str) -> Node:
    """Of markup that is too deep, the words remain."""
    return parse(html, only_words=is_too_deep(html))


def parse(html: str, *, only_words: bool) -> Node:
    """`<!--more-->` becomes a node `more`; all other comments go. Of markup that `is_too_deep`, ask only the words."""
    if only_words:
        html = TAG.sub("", html)
    tidy = nh3.clean(
        html,
        tags=set(BLOCKS | INLINE | MEDIA),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        strip_comments=False,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    builder = _Builder()
    builder.feed(tidy)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Needs balanced HTML."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(node)
        elif len(self.open) > DEEPEST:
            self.too_deep += 1
        else:
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def handle_comment(self, data):
        if MORE.match(data):
            self.open[-1].children.append(Node("more"))
