"""
Where an element may stand. A browser forgives a block inside a word or an item without a list; a book is refused for
it. What stands in a wrong place becomes a plain `div` or `span`, and keeps its words.
"""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

from xml.etree.ElementTree import Element

from .elements import BLOCKS, add_class, every, holds_blocks, rename, words_of
from .shapes import SHAPED, shape

# These hold words alone.
OF_WORDS = set(
    "abbr b bdi bdo caption cite code dfn dt em h1 h2 h3 h4 h5 h6 i kbd mark p pre q rt ruby s samp small span strong "
    "sub sup th time u var".split()
)
# These hold whatever their place may hold.
TRANSPARENT = {"a", "del", "ins"}
NOT_IN_ITSELF = {"a", "dfn"}
INSIDE = {
    "li": {"ol", "ul"},
    "dt": {"dl"},
    "dd": {"dl"},
    "figcaption": {"figure"},
    "rt": {"ruby"},
    "rp": {"ruby"},
    "caption": {"table"},
    "colgroup": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "col": {"colgroup"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
}
INLINE = OF_WORDS - BLOCKS - set(INSIDE)
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
PLAIN = dict.fromkeys(("address", "details", "footer", "header", "hgroup", "link-embed", "main", "nav"), "div")
PLAIN |= {"summary": "div", "picture": "span"}


def set_right(body: Element) -> None:
    for element in every(body, *PLAIN):
        add_class(element, element.tag)
        rename(element, PLAIN[element.tag])
    for element in every(body, *SHAPED):
        shape(element)
    _fit(body, "div", may_hold_blocks=True, within=frozenset())
    _level_headings(body)


def _fit(parent: Element, place: str, *, may_hold_blocks: bool, within: frozenset[str]) -> None:
    for child in parent:
        is_torn = may_hold_blocks and child.tag in INLINE and holds_blocks(child)
        if child.tag in within or is_torn or not _belongs(child, place, may_hold_blocks):
            _make_plain(child, may_hold_blocks)
        holds = may_hold_blocks if child.tag in TRANSPARENT else child.tag not in OF_WORDS
        if child.tag != "math":
            _fit(child, child.tag, may_hold_blocks=holds, within=within | ({child.tag} & NOT_IN_ITSELF))


def _belongs(child: Element, place: str, may_hold_blocks: bool) -> bool:
    if child.tag in INSIDE:
        return place in INSIDE[child.tag]
    return may_hold_blocks or child.tag not in BLOCKS


def _make_plain(element: Element, is_block: bool) -> None:
    if element.tag in BLOCKS and not is_block:
        add_class(element, "block")
    rename(element, "div" if is_block else "br" if element.tag == "hr" else "span")


def _level_headings(body: Element) -> None:
    """The piece's title is the first level; no level below it is left out, and no heading is empty."""
    above: list[int] = []
    for heading in every(body, *HEADINGS):
        if not words_of(heading):
            rename(heading, "div")
            continue
        level = int(heading.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = f"h{min(6, 1 + len(above))}"
