from django.core.management.base import BaseCommand

from blog import markdown, rendering
from blog.models import Post
from comments.models import Comment

AT_ONCE = 100


class Command(BaseCommand):
    help = "Render all posts, pages and comments again, after a change of the renderer. No revision is made."

    def handle(self, **options):
        posts = _count(rendering.rerender, Post.objects.all())
        comments = _count(rerender_comment, Comment.objects.all())
        self.stdout.write(f"Rendered {posts} posts and pages and {comments} comments again.")


def rerender_comment(comment: Comment) -> None:
    """Only if nobody has edited it meanwhile."""
    Comment.objects.filter(pk=comment.pk, body=comment.body).update(body_html=markdown.render_comment(comment.body))


def _count(render, rows) -> int:
    """In portions by id: memory stays the same however many there are, and no cursor is open while rows change."""
    count, last = 0, 0
    while portion := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        for row in portion:
            render(row)
        count, last = count + len(portion), portion[-1].pk
    return count
