"""Comments on their way out: words, names, threads and states; no address of mail and no network."""

from collections.abc import Iterator, Sequence

from blog.models import Post

from .models import Comment


def hand_out(posts: Sequence[Post]) -> Iterator[dict]:
    """By post, then in reading order; in every state."""
    by_id = {post.pk: post for post in posts}
    comments = Comment.objects.filter(post__in=by_id).select_related("account").order_by("post_id", "path")
    for comment in comments.iterator(chunk_size=200):
        yield {
            "id": comment.pk,
            "post": by_id[comment.post_id],
            "parent": comment.parent_id,
            "name": comment.name,
            "website": comment.url,
            "author": comment.account.username if comment.account else None,
            "date": comment.created_at,
            "edited": comment.edited_at,
            "state": str(comment.status),
            "markdown": comment.body,
            "html": comment.body_html,
        }
