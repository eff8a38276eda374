"""The text of a post for a mail program: whole addresses, and nothing that most of them cannot show."""

import re

from django.utils.safestring import SafeString, mark_safe

from config.site import absolute

from .. import absolute_html
from .formulas import FORMULA
from .sheet import CHECKBOX

LEFT_OUT = re.compile(r' (?:srcset|sizes|loading|decoding)="[^"]*"')
EMBED = re.compile(r'<link-embed data-frame="[^"]*" data-label="[^"]*">|</link-embed>')


def letter_html(post) -> SafeString:
    """From `body_html`, which is sanitised; what is added here is escaped already."""
    html = absolute_html.with_absolute_links(post.body_html, absolute(post.get_absolute_url()))
    html = CHECKBOX.sub(lambda box: "☑" if " checked" in box[0] else "☐", html)
    html = FORMULA.sub(r"<code>\1</code>", html)
    return mark_safe(EMBED.sub("", LEFT_OUT.sub("", html)))
