"""How often one network may ask for the slow work, rendering, whatever becomes of the text afterwards."""

from django.core.cache import cache
from django.utils import timezone

MINUTE = 60
PER_MINUTE = 30


def seconds_to_wait(network: str) -> int:
    """Counts this asking; 0 where it may go on."""
    if not network:
        return 0
    now = int(timezone.now().timestamp())
    key = f"comment-pace-{network}-{now // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # dropped since, by a full cache
        return 0
    return MINUTE - now % MINUTE if count > PER_MINUTE else 0
