"""What goes on paper: the piece with its links numbered, and the line by which the sheet finds back to the site."""

import re

from django.urls import reverse

from config.site import absolute

from .. import absolute_html
from .links import number_links

# Nothing can be ticked or unfolded on paper.
CHECKBOX = re.compile(r'<input type="checkbox"[^>]*>')


def sheet_of(post) -> dict:
    """The context of `blog/paper/_sheet.html`. The same words for everybody, and nothing that changes by itself."""
    html = absolute_html.with_absolute_links(post.body_html).replace("<details>", "<details open>")
    html, addresses = number_links(CHECKBOX.sub(_drawn_box, html))
    return {
        "post": post,
        "direction": post.direction,
        "cover": post.leading_picture,
        "canonical": absolute(post.get_absolute_url()),
        "short_url": absolute(reverse("blog:short", args=[post.pk])),
        "text": html,
        "addresses": addresses,
    }


def _drawn_box(checkbox: re.Match) -> str:
    return f'<span class="box">{"×" if " checked" in checkbox[0] else ""}</span>'
