"""On paper nobody can follow a link: each gets a number, and the addresses stand at the end, each of them once."""

import re
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# As the sanitiser writes them: values in double quotes, no link inside another.
LINK = re.compile(r'<a(?: [a-z-]+="[^"]*")*? href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def number_links(html: str) -> tuple[SafeString, list[str]]:
    """`html` of blog.markdown with absolute links; a link whose words are its address needs no number."""
    numbers: dict[str, int] = {}

    def numbered(match):
        address, words = unescape(match[1]), unescape(TAG.sub("", match[2])).strip()
        if not words or words in (address, address.split("://", 1)[1], address.split("://", 1)[1].rstrip("/")):
            return match[0]
        number = numbers.setdefault(address, len(numbers) + 1)
        return match[0] + format_html('<sup class="link-number">[{}]</sup>', number)

    # Every piece that is put in is escaped; the rest is sanitised already.
    return mark_safe(LINK.sub(numbered, html)), list(numbers)
