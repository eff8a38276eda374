"""Conversations of any size, written in one go: for measuring, and for counting queries."""

from datetime import timedelta

from django.utils import timezone

from blog.importing import numbers
from blog.models import Post
from comments.models import Comment, Status
from comments.models.comment import STEP

WORDS = "What the tide brings in the morning it takes along at night, and nobody has ever asked it for a receipt. "
# By number in the talk: which one it answers, or none.
SHAPES = {
    "wide": lambda number: None,
    "deep": lambda number: number - 1 if number % 50 else None,
    "giant": lambda number: number // 4 if number else None,
    "mixed": lambda number: None if number % 10 == 0 else number - 1 - number % 3 if number % 10 > 3 else number - 1,
}


def make_long_talk(post: Post, size: int, shape: str) -> list[Comment]:
    """Approved comments by many guests, with none of what `save` does besides."""
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    began = timezone.now() - timedelta(days=30)
    sample = Comment(body=WORDS * 2)
    sample.render()
    talk: list[Comment] = []
    for number in range(size):
        above = SHAPES[shape](number)
        parent = None if above is None else talk[above]
        talk.append(
            Comment(
                pk=first + number,
                post=post,
                parent_id=parent and parent.pk,
                path=(parent.path if parent else "") + str(first + number).zfill(STEP),
                name=f"Reader {number % 97}",
                email=f"reader{number % 97}@example.org",
                body=sample.body,
                body_html=sample.body_html,
                fingerprint=sample.fingerprint,
                status=Status.APPROVED,
                created_at=began + timedelta(minutes=number),
            )
        )
    Comment.objects.bulk_create(talk, batch_size=1000)
    numbers.count_on(talk[-1], talk[-1].pk)
    return talk
