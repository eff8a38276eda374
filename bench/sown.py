"""A conversation of any size in a moment: rows written in bulk, the same ones every time."""

from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.models import Post
from comments.models import Comment, Decision

from .old_blog import WORDS

AT_ONCE, POSTS = 20_000, 2_000
STATES = {"approved": 78, "spam": 14, "pending": 5, "trash": 3}
RULES = {"approved": "first_comment", "spam": "reads_like_spam", "pending": "too_many_links", "trash": ""}


def sow(count: int) -> None:
    """Goes on where it was stopped."""
    now, posts = timezone.now(), _posts()
    sown = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(sown + 1, count + 1, AT_ONCE):
        random = Random(start)
        made = [_comment(pk, count, posts, now, random) for pk in range(start, min(start + AT_ONCE, count + 1))]
        with transaction.atomic():
            Comment.objects.bulk_create(made)
            Decision.objects.bulk_create(_decision(comment) for comment in made)


def _posts() -> list[int]:
    if not Post.objects.exists():
        author = User.objects.create_user(username="author", email="author@example.org", password="-")
        texts = {"author": author, "published_at": timezone.now(), "body": "Text " * 300}
        Post.objects.bulk_create(Post(title=f"Post {n}", slug=f"post-{n}", **texts) for n in range(POSTS))
    return list(Post.objects.order_by("pk").values_list("pk", flat=True))


def _comment(pk: int, count: int, posts: list[int], now, random: Random) -> Comment:
    # A few people write very much, most write once or twice.
    person = int(random.paretovariate(0.1)) % 300_000
    words = " ".join(random.choices(WORDS, k=random.randint(8, 60)))
    status = random.choices(list(STATES), STATES.values())[0]
    return Comment(
        pk=pk,
        post_id=random.choice(posts),
        path=str(pk).zfill(10),
        name=f"Person {person}",
        email=f"person{person}@example.org",
        body=words,
        body_html=f"<p>{words}</p>\n",
        status=status,
        created_at=now - timedelta(minutes=count - pk),
        # Networks are known for a month only.
        network=f"{person % 5000:032x}" if count - pk < 43_200 else "",
        fingerprint=f"{pk:032x}",
    )


def _decision(comment: Comment) -> Decision:
    rule = RULES[comment.status]
    return Decision(
        comment_id=comment.pk, after=comment.status, rule=rule, reason="A reason.", created_at=comment.created_at
    )
