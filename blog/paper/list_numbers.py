"""Lists that begin with another number than one: room for long ones, and the right ones from WeasyPrint."""

import re

from .tags import with_class

OTHERS = r'(?: (?!start|value)[a-z-]+="[^"]*")*'
LIST = re.compile(rf'<ol({OTHERS}) start="(-?\d{{1,9}})"')
ITEM = re.compile(rf'<li({OTHERS}) value="(-?\d{{1,9}})"')
# One that holds no other list: only of that is it plain how many items it has.
REVERSED = re.compile(r'<ol([^>]*) reversed=""([^>]*)>((?:(?!<[ou]l\b|</ol>).)*)</ol>', re.DOTALL)
START = re.compile(r' start="(-?\d{1,9})"')
A_FEW = 25  # items may follow
DIGITS = {1: "", 2: "", 3: "digits-3", 4: "digits-4"}


def with_room_for_numbers(html: str) -> str:
    """`html` of blog.markdown with a class on each list that has numbers of more than two digits."""
    return LIST.sub(_with_digits, html)


def counted(html: str) -> str:
    """WeasyPrint looks at counters, not at these attributes."""
    html = REVERSED.sub(_counted_down, html)
    html = LIST.sub(lambda tag: f'<ol{tag[1]} style="counter-reset: list-item {int(tag[2]) - 1}"', html)
    return ITEM.sub(lambda tag: f'<li{tag[1]} style="counter-set: list-item {tag[2]}"', html)


def _counted_down(found: re.Match) -> str:
    attributes, items = found[1] + found[2], found[3]
    start = START.search(attributes)
    first = int(start[1]) if start else items.count("<li")
    attributes = START.sub("", attributes)
    return f'<ol{attributes} reversed="" style="counter-reset: list-item {first + 1}">{items}</ol>'


def _with_digits(tag: re.Match) -> str:
    name = DIGITS.get(len(str(int(tag[2]) + A_FEW)), "digits-more")
    return f'<ol{with_class(tag[1], name) if name else tag[1]} start="{tag[2]}"'
