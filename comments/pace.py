"""
How much text one network may have rendered in a minute, whatever becomes of it afterwards: that is the slow work, and
hostile text is the slowest. Many people with a few lines each fit in.
"""

from django.core.cache import cache
from django.utils import timezone

from accounts.normalising import normalized
from blog.markdown import MAX_COMMENT_BYTES

MINUTE = 60
MOST = 240  # pieces of text, of this size
PIECE = 8192  # bytes


def size_of(text: str) -> int:
    """In bytes, as the text is read: one sign may stand for a sentence. What is too long is not read."""
    whole, rest = text[:MAX_COMMENT_BYTES], text[MAX_COMMENT_BYTES:]
    return len(normalized("NFKC", whole).encode(errors="replace")) + len(rest)


def seconds_to_wait(network: str, size: int = 0) -> int:
    """Counts this asking; 0 where it may go on."""
    if not network:
        return 0
    now = int(timezone.now().timestamp())
    key = f"comment-pace-{network}-{now // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        count = cache.incr(key, 1 + size // PIECE)
    except ValueError:  # dropped since, by a full cache
        return 0
    return MINUTE - now % MINUTE if count > MOST else 0
