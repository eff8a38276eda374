"""One specimen, measured in a process of its own: `python -m bench.pressing NAME QUERY`."""

import json
import resource
import statistics
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from blog.paper import pdf  # noqa: E402
from blog.paper.choice import Choice  # noqa: E402
from blog.paper.volume import volume_of_post  # noqa: E402
from tests import specimens  # noqa: E402

TIMES = 5


def measure(name: str, query: str) -> dict[str, str]:
    settings.ALLOWED_HOSTS = ["*"]
    post = specimens.make(name)
    page, _answer = timed(lambda: Client().get(f"{post.url_of('blog:print')}?{query}"))
    pdf_seconds, pages = timed(lambda: made(post, Choice.parse(query)))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = post.word_count + sum(len(each.body.split()) for each in post.comments.all() if query)
    return {
        "words": f"{words:,}",
        "pages": f"{pages}",
        "page": f"{page:.2f} s",
        "pdf": f"{pdf_seconds:.2f} s",
        "press": f"{(used.ru_utime + used.ru_stime) / TIMES:.2f} s",
        "peak": f"{used.ru_maxrss / 1024:.0f} MB",
    }


def made(post, choice: Choice) -> int:
    """What the task does, but for keeping the file."""
    volume = volume_of_post(post, choice)
    return pdf.run_press(volume, pdf.html_of(volume))[1]


def timed(act) -> tuple[float, object]:
    seconds = []
    for _ in range(TIMES):
        started = time.monotonic()
        result = act()
        seconds.append(time.monotonic() - started)
    return statistics.median(seconds), result


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:])))
