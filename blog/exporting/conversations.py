"""`comments.jsonl`: what the conversations registered in blog/seams.py have to say, in every state."""

from collections.abc import Iterator

from ..models import Post
from ..seams import conversations
from .archive import Archive, without_empty
from .front_matter import stamp
from .portions import in_portions

PORTION = 200


def write(archive: Archive) -> None:
    archive.stream_records("comments.jsonl", (_record(comment) for comment in _all()))


def _all() -> Iterator[dict]:
    posts = Post.objects.order_by("pk").only("pk", "feed_id").iterator(chunk_size=PORTION)
    for portion in in_portions(posts, PORTION):
        for conversation in conversations():
            yield from conversation.hand_out(portion)


def _record(comment: dict) -> dict:
    dates = {name: stamp(comment[name]) for name in ("date", "edited")}
    return without_empty({**comment, **dates, "post": comment["post"].feed_id})
