"""What `bench/queue.py` measures, in a process of its own: `python -m bench.moderating`."""

import json
import os
import statistics
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from comments.admin.tabs import TABS  # noqa: E402
from comments.models import Comment  # noqa: E402

from . import sown  # noqa: E402

QUEUE, TIMES, SELECTED = "/admin/comments/comment/", 7, 500


def measure() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    count = int(os.environ.get("QUEUE_COMMENTS", 1_000_000))
    if Comment.objects.count() < count:
        tell("sown", comments=count, **timed(lambda: sown.sow(count), 1))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client()
    client.force_login(moderator())
    example = Comment.objects.exclude(network="").order_by("-pk").first()
    pages = {tab.value: f"status={tab.value}" for tab in TABS} | {
        "last page": "status=approved&p=200",
        "post": f"status=all&post={example.post_id}",
        "address": f"status=all&address_of={example.pk}",
        "network": f"status=all&network_of={example.pk}",
        "reason": "status=all&rule=too_many_links",
        "search": "status=all&q=harbour",
        "500 rows": "status=approved&all=",
    }
    for name, query in pages.items():
        page(client, name, f"{QUEUE}?{query}")
    for verb in ("spam", "approve"):
        tab = "approved" if verb == "spam" else "spam"
        tell(f"{SELECTED} at once: {verb}", **timed(lambda verb=verb, tab=tab: decide(client, verb, tab), 3))


def page(client, name: str, address: str) -> None:
    assert client.get(address).status_code == 200, address
    tell(name, **timed(lambda: client.get(address), TIMES))


def decide(client, verb: str, tab: str) -> None:
    ids = list(Comment.objects.filter(status=tab).order_by("-created_at").values_list("pk", flat=True)[:SELECTED])
    sent = {"action": verb, "_selected_action": ids, "index": 0}
    assert client.post(f"{QUEUE}?status={tab}", sent).status_code == 302
    assert not Comment.objects.filter(pk__in=ids, status=tab).exists()


def moderator() -> User:
    found = User.objects.filter(username="moderator").first()
    return found or User.objects.create_superuser(username="moderator", email="moderator@example.org", password="-")


def timed(act, times: int) -> dict[str, int]:
    """Medians: by the clock, and of this process alone, which tells more while the machine does other things."""
    clock, own = [], []
    for _ in range(times):
        started, used = time.perf_counter(), time.process_time()
        act()
        clock.append(time.perf_counter() - started)
        own.append(time.process_time() - used)
    return {"ms": round(1000 * statistics.median(clock)), "cpu_ms": round(1000 * statistics.median(own))}


def tell(what: str, **figures) -> None:
    print(json.dumps({"bench": "queue", "database": connection.vendor, "what": what, **figures}), flush=True)


if __name__ == "__main__":
    measure()
