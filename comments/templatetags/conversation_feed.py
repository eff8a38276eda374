from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def conversation_feed(post):
    """For a post's head: where its replies can be followed."""
    title = _("Replies to “%(title)s”") % {"title": post.headline}
    address = post.url_of("comments:post_feed")
    return format_html('<link rel="alternate" type="application/rss+xml" title="{}" href="{}">', title, address)
