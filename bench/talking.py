"""The acts of `bench.conversation`, in a process that has Django: `python -m bench.talking`."""

import gzip
import json
import logging
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import count

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from comments.models import Comment, CommentRules  # noqa: E402
from comments.moderation import moderating  # noqa: E402
from tests.builders import make_post, make_user  # noqa: E402
from tests.long_talk import SHAPES, make_long_talk  # noqa: E402

SIZES = [10, 1_000, 10_000]
TIMES = 7
numbers = count(1)


def measure_all() -> Iterator[dict]:
    moderator = make_user("bench", role="moderator")
    CommentRules(pk=1, flood_seconds=0, flood_per_hour=0).save()
    for shape in SHAPES:
        for size in SIZES:
            post = make_post(f"{shape} {size}")
            talk = make_long_talk(post, size, shape)
            for act, do in acts_on(post, talk[size // 2], moderator).items():
                yield {"shape": shape, "comments": size, "act": act, **measured(do)}


def acts_on(post, middle: Comment, moderator) -> dict[str, Callable]:
    address, reader = post.get_absolute_url(), Client()
    place = reader.get(middle.get_absolute_url())["Location"].partition("#")[0]
    return {
        "read": lambda: reader.get(address),
        "most replies": lambda: reader.get(f"{address}?order=replies"),
        "permalink": lambda: reader.get(middle.get_absolute_url()),
        "read the middle": lambda: reader.get(place),
        "reply": lambda: reply(post, middle),
        "moderate": lambda: moderate(middle, moderator),
    }


def reply(post, middle):
    number = next(numbers)
    words = {"comment": f"Reply number {number}", "author": "Noor", "comment_parent": middle.pk}
    typed = words | {"email": f"noor{number}@example.org"}
    return Client(REMOTE_ADDR=f"10.{number // 250}.{number % 250}.1").post(post.url_of("comments:conversation"), typed)


def moderate(comment, moderator) -> None:
    moderating.decide([comment], "approve" if comment.status != "approved" else "hold", by=moderator)


def measured(do: Callable) -> dict:
    with CaptureQueriesContext(connection) as queries:
        answer = do()
    # Now: the next request empties the list.
    about_comments = [query for query in queries if '"comments_' in query["sql"]]
    moments = []
    for _ in range(TIMES):
        started = time.process_time()
        answer = do()
        moments.append(time.process_time() - started)
    facts = {"ms": round(statistics.median(moments) * 1000, 1), "queries": len(about_comments)}
    if answer is not None and answer.status_code == 200:
        body = answer.content
        facts |= {"shown": body.count(b'<li id="comment-'), "kB": round(len(body) / 1000)}
        facts["kB_gzip"] = round(len(gzip.compress(body)) / 1000, 1)
    return facts


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable()
    for line in measure_all():
        print(json.dumps(line), flush=True)
