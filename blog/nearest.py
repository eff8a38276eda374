"""Which pieces somebody may have meant by an address that leads nowhere."""

from difflib import SequenceMatcher

from .models import Post
from .slugs import make_slug

CANDIDATES = 60
SHOWN = 4


def nearest_pieces(path: str) -> list[Post]:
    """Published pieces whose slugs look most like the last part of the address."""
    wanted = make_slug(path.strip("/").rsplit("/", 1)[-1].removesuffix(".html"))
    if len(wanted) < 3:
        return []
    alike = Post.objects.published().filter(slug__startswith=wanted[:3])
    candidates = alike.only("kind", "title", "slug", "path", "excerpt", "published_at", "created_at")[:CANDIDATES]
    scored = sorted(((_likeness(wanted, post.slug), post) for post in candidates), key=lambda pair: -pair[0])
    return [post for score, post in scored[:SHOWN] if score > 0.5]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other[:200]).quick_ratio()
