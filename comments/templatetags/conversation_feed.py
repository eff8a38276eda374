"""The link to a post's own feed of replies, for the head of its page."""

from django import template

from config.site import absolute

register = template.Library()


@register.inclusion_tag("comments/_feed_link.html")
def conversation_feed(post):
    return {"post": post, "href": absolute(post.url_of("comments:post_feed"))}
