"""On paper nobody can follow a link: each gets a number, and the addresses stand at the end, each of them once."""

import re
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# A whole tag as the sanitiser writes it, with values in double quotes: what looks like a tag inside a value is none.
TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?: [a-z-]+(?:="[^"]*")?)*)>')
ADDRESS = re.compile(r' href="(https?://[^"]+)"')


def number_links(html: str) -> tuple[SafeString, list[str]]:
    """`html` of blog.markdown with absolute links; a link whose words are its address needs no number."""
    numbers: dict[str, int] = {}
    parts, done, link = [], 0, None
    for tag in TAG.finditer(html):
        if tag[2] != "a":
            continue
        parts.append(html[done : tag.end()])
        done = tag.end()
        if not tag[1]:
            link = (_address(tag[3]), tag.end())
        elif link:
            parts.append(_number(*link, html, tag.start(), numbers))
            link = None
    # Every piece that is put in is escaped; the rest is sanitised already.
    return mark_safe("".join([*parts, html[done:]])), list(numbers)


def _address(attributes: str) -> str:
    found = ADDRESS.search(attributes)
    return unescape(found[1]) if found else ""


def _number(address: str, start: int, html: str, end: int, numbers: dict[str, int]) -> str:
    words = unescape(TAG.sub("", html[start:end])).strip()
    if not address or words.rstrip("/") in {address.rstrip("/"), address.split("://", 1)[1].rstrip("/")}:
        return ""
    number = numbers.setdefault(address, len(numbers) + 1)
    return format_html('<sup class="link-number">[{}]</sup>', number)
