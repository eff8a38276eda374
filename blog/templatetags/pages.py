from django import template

from ..models import Post

register = template.Library()

MENU_LENGTH = 5


@register.simple_tag
def menu_pages() -> list[Post]:
    """The first pages of the top level, for the masthead."""
    pages = Post.objects.published().pages().filter(parent=None)
    return list(pages.order_by("menu_order", "title").only("kind", "title", "path", "slug", "excerpt")[:MENU_LENGTH])
