"""What goes on paper: the piece with its links numbered, and the line by which the sheet finds back to the site."""

from django.urls import reverse

from config.site import absolute

from .. import absolute_html
from .links import number_links


def sheet_of(post) -> dict:
    """The context of `blog/paper/_sheet.html`. The same words for everybody, and nothing that changes by itself."""
    html = absolute_html.with_absolute_links(post.body_html)
    html, addresses = number_links(html.replace("<details>", "<details open>"))
    return {
        "post": post,
        "canonical": absolute(post.get_absolute_url()),
        "short_url": absolute(reverse("blog:short", args=[post.pk])),
        "text": html,
        "addresses": addresses,
    }
