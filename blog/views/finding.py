"""How views find a post or page: always inside what the person may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ..locks import keys
from ..models import Post


def find(request, address: dict) -> Post:
    """
    The post or page at this address, or a 404; raises `keys.Locked` where it needs a key that this person lacks. What
    has moved is led on by blog.redirects.
    """
    return keys.demand(request, _at(address, Post.objects.answering(request.user)))


def find_for_strangers(address: dict) -> Post:
    """For what is the same for everybody, like a feed: no key opens it, and the lock leads on to the post itself."""
    post = _at(address, Post.objects.out())
    if post.is_locked:
        raise keys.Locked(post, then=reverse("blog:short", args=[post.pk]))
    return post


def _at(address: dict, posts) -> Post:
    posts = posts.select_related("author", "cover", "series", "parent")
    if "path" in address:
        return get_object_or_404(posts.pages(), path=address["path"])
    post = get_object_or_404(posts.posts(), slug=address["slug"])
    if post.address != address:
        raise Http404
    return post
