"""What the head of a post says of its conversation: its own feed, and which ways to read it are no page apart."""

from django import template

from config.site import absolute

register = template.Library()

VARIANTS = ("order", "thread", "replytocom")


@register.inclusion_tag("comments/_feed_link.html", takes_context=True)
def conversation_feed(context, post):
    is_variant = any(name in context["request"].GET for name in VARIANTS)
    return {"post": post, "href": absolute(post.url_of("comments:post_feed")), "is_variant": is_variant}
