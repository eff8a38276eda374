"""How views find a post or page: always inside what the person may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import Post


def find(user, address: dict) -> Post:
    """The post or page at this address, or a 404. What has moved is led on by blog.redirects."""
    posts = Post.objects.visible_to(user).select_related("author", "cover", "series", "parent")
    if "path" in address:
        return get_object_or_404(posts.pages(), path=address["path"])
    post = get_object_or_404(posts.posts(), slug=address["slug"])
    if post.address != address:
        raise Http404
    return post
