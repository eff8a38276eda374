"""
How fast comments are taken in: by strangers, through the whole site, on a conversation that is there already. Counted
in time of the processor, so that what else the machine does tells nothing.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from random import Random

STORED, SENT = 1_000, 100
ROW = "  {0:<34} {1:>9} {2:>11} {3:>9}"


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        own = {"DATA_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment = {**os.environ, **own}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        subprocess.run([sys.executable, "-m", "bench.receiving"], env=environment, check=True)


def measure() -> None:
    from django.conf import settings
    from django.test import Client

    from comments.models import CommentRules
    from tests.builders import make_post

    settings.ALLOWED_HOSTS = ["*"]
    CommentRules.objects.update(flood_seconds=0)
    posts = [make_post(body="The tide rises twice a day because the earth turns. " * 200) for _ in range(10)]
    print(ROW.format("", "a second", "median ms", "queries"))
    for name, texts in (("into an empty site", _talk(SENT, 1)), (f"with {STORED:,} stored", _talk(SENT, 2))):
        if "stored" in name:
            _store(posts, STORED)
        print(ROW.format(name, *_taken(Client(), posts, texts)))
    pitch = " ".join(_talk(1, 3))
    print(ROW.format("one pitch again and again", *_taken(Client(), posts, [f"{pitch} {n}" for n in range(SENT)])))


def _talk(count: int, seed: int) -> list[str]:
    """Words that nobody knows, so that no two say the same."""
    random = Random(seed)

    def word() -> str:
        return "".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou") for _ in range(random.randint(1, 4)))

    return [" ".join(word() for _ in range(40)) for _ in range(count)]


def _store(posts, count: int) -> None:
    from comments.receiving import receive

    for number, text in enumerate(_talk(count, 4)):
        receive(*_by_stranger(posts[number % len(posts)], f"stored{number}", text))


def _by_stranger(post, name: str, text: str):
    from comments.models import Comment
    from comments.spam import Sender

    comment = Comment(post=post, name=name, email=f"{name}@example.org", body=text)
    return comment, Sender(network=name[:30], opened_seconds=60, origin_proven=True)


def _taken(client, posts, texts: list[str]) -> tuple[str, str, str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _post(client, posts[0], f"{texts[0]} first", -1)
    queries = str(len(captured))
    seconds = [_post(client, posts[number % len(posts)], text, number) for number, text in enumerate(texts)]
    return f"{len(texts) / sum(seconds):.0f}", f"{1000 * statistics.median(seconds):.1f}", queries


def _post(client, post, text: str, number: int) -> float:
    fields = {"comment": text, "author": "Noor", "email": f"n{time.monotonic_ns()}@example.org"}
    where = {"headers": {"Sec-Fetch-Site": "same-origin"}, "REMOTE_ADDR": f"10.{number // 250 + 1}.{number % 250}.7"}
    started = time.process_time()
    status = client.post(post.url_of("comments:conversation"), fields, **where).status_code
    assert status == 303, status
    return time.process_time() - started


if __name__ == "__main__":
    import django

    django.setup()
    measure()
