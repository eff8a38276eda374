"""What judging and teaching cost on a site that has decided two thousand comments: `python -m bench.teaching`."""

import json
import statistics
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from accounts.models import User  # noqa: E402
from blog.models import Post  # noqa: E402
from comments import learning  # noqa: E402
from comments.models import Comment, LearnedMemory, SpamFilter  # noqa: E402
from comments.spam import filtering  # noqa: E402

KNOWN, TIMED = 2000, 100
GOOD = (
    "I read the chapter about the {0} of page {1} twice, and the remark on line {2} is right. My neighbour, who worked "
)
GOOD += "at the {0} for years, always said the same. Has anybody looked at the map of {1}?"
SPAM = "Thanks for the article. We sell cheap {0} for every budget, visit our shop at www.{0}-{1}.example and use code "
SPAM += "{2} for a discount, or contact us on WhatsApp +1 555 {1} {2}."
THINGS = ["bridge", "lamp", "garden", "printer", "harbour", "violin", "kettle", "bicycle", "novel", "tower"]


def written(post: Post, author: User, number: int) -> Comment:
    text = (SPAM if number % 3 == 0 else GOOD).format(THINGS[number % 10], 100 + number * 7, 1000 + number * 13)
    return Comment(post=post, name=f"Reader {number}", email=f"r{number}@example.com", body=text)


def known(post: Post, author: User) -> None:
    """Decided in one act: the way does not matter, only what is known afterwards."""
    with transaction.atomic():
        for number in range(KNOWN):
            comment = written(post, author, number)
            comment.arrive("pending")
            comment.decide("approved" if number % 3 else "spam", by=author)
    numbers = list(Comment.objects.values_list("pk", flat=True))
    for start in range(0, len(numbers), 200):
        learning.study.func(*numbers[start : start + 200])


def measure() -> dict:
    author = User.objects.create_user(email="bench@example.com", username="bench")
    post = Post.objects.create(title="On bridges", slug="bridges", author=author, body="A tower and a harbour. " * 100)
    known(post, author)
    started = time.process_time()
    learning.draw_borders.func()
    drawing = time.process_time() - started
    judged, taught = [], []
    for number in range(KNOWN, KNOWN + TIMED):
        comment = written(post, author, number)
        comment.arrive("pending")
        filtering.read(comment)
        judged.append(timed(lambda comment=comment: filtering.read(comment)))
        comment.decide("approved" if number % 3 else "spam", by=author)
        taught.append(timed(lambda comment=comment: learning.study.func(comment.pk)))
    row = LearnedMemory.objects.get()
    return {
        "judge": statistics.median(judged),
        "teach": statistics.median(taught),
        "draw": drawing,
        "model": len(row.memory) + len(row.regression),
        "settled": SpamFilter.load().is_settled,
    }


def timed(act) -> float:
    """Of the processor, in milliseconds: what waits for the disk depends on the disk."""
    started = time.process_time()
    act()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    print(json.dumps(measure()))
