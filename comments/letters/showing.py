"""The words of a public comment in a letter."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from blog.absolute_html import with_absolute_links

MOST = 10_000  # letters; longer mail is cut by who shows it


def shown(comment) -> SafeString:
    """Where it stands is one click away."""
    html = comment.body_html
    if len(html) > MOST:
        html = Truncator(html).chars(MOST, html=True)  # it closes what it has cut
    return mark_safe(with_absolute_links(html))  # what the sanitiser wrote in Comment.save()
