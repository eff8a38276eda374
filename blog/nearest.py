"""Which pieces somebody may have meant by an address that leads nowhere."""

from difflib import SequenceMatcher

from .models import Post
from .slugs import make_slug

CANDIDATES = 60
SHOWN = 4
LEAST = 0.5


def nearest_pieces(path: str) -> list[Post]:
    """Published pieces whose slugs look most like the last part of the address."""
    wanted = make_slug(path.strip("/").rsplit("/", 1)[-1].removesuffix(".html"))
    if len(wanted) < 3:
        return []
    alike = Post.objects.published().filter(slug__startswith=wanted[:3])
    candidates = alike.only("kind", "title", "slug", "path", "excerpt", "published_at", "created_at")[:CANDIDATES]
    scored = sorted(((_likeness(wanted, post.slug), post) for post in candidates), key=lambda pair: -pair[0])
    return [post for score, post in scored[:SHOWN] if score > LEAST]


def _likeness(one: str, other: str) -> float:
    """The quick look asks only which letters there are; what passes it is asked for their order as well."""
    matcher = SequenceMatcher(None, one, other[:200])
    quick = matcher.quick_ratio()
    return quick if quick <= LEAST else matcher.ratio()
