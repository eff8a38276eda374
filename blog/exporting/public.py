"""What `index.html` and `feed.json` are made of: only what any stranger may read, now."""

from ..models import Post
from ..models.post_queryset import PostQuerySet


def public_pieces() -> PostQuerySet:
    related = Post.objects.published().select_related("author", "cover").prefetch_related("tags", "pictures")
    return related.order_by("-published_at", "-pk")
