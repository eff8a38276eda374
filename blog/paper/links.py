"""A printed link leads nowhere: its address stands at the end, numbered and each of them once, or behind its words."""

import re
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .tags import TAG, with_class

WRITTEN_OUT = re.compile(
    r'<a((?: [a-z-]+="[^"]*")* href="(?:https?://)?([^"]+)"(?: [a-z-]+="[^"]*")*)>((?:https?://)?\2)</a>'
)
ADDRESS = re.compile(r' href="(https?://[^"]+)"')


def number_links(html: str, numbers: dict[str, int]) -> SafeString:
    """
    `html` of blog.markdown with absolute links; `numbers` is filled, so that the texts of one sheet count on. A link
    whose words are its address needs no number.
    """

    def number(address: str) -> str:
        known = numbers.setdefault(address, len(numbers) + 1)
        return format_html('<sup class="link-number">[{}]</sup>', known)

    return _behind_links(html, number)


def bracket_links(html: str) -> SafeString:
    """`html` with the address of each link in brackets behind it."""
    return _behind_links(html, lambda address: format_html(' <span class="link-address">⟨{}⟩</span>', address))


def mark_addresses(html: str) -> str:
    """`html` with a class on each link whose words are its address: a hyphen in it would be taken for a part of it."""
    return WRITTEN_OUT.sub(lambda link: f"<a{with_class(link[1], 'address')}>{link[3]}</a>", html)


def _behind_links(html: str, say) -> SafeString:
    parts, done, link = [], 0, None
    for tag in TAG.finditer(html):
        if tag[2] != "a":
            continue
        parts.append(html[done : tag.end()])
        done = tag.end()
        if not tag[1]:
            link = (_address(tag[3]), tag.end())
        elif link:
            address, start = link
            parts.append("" if _says_itself(address, html[start : tag.start()]) else say(address))
            link = None
    # Every piece that is put in is escaped; the rest is sanitised already.
    return mark_safe("".join([*parts, html[done:]]))


def _address(attributes: str) -> str:
    found = ADDRESS.search(attributes)
    return unescape(found[1]) if found else ""


def _says_itself(address: str, words: str) -> bool:
    words = unescape(TAG.sub("", words)).strip()
    return not address or words.rstrip("/") in {address.rstrip("/"), address.split("://", 1)[1].rstrip("/")}
