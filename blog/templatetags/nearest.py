from difflib import SequenceMatcher

from django import template

from ..models import Post
from ..slugs import make_slug

register = template.Library()

CANDIDATES = 60
SHOWN = 4


@register.simple_tag
def nearest_pieces(path: str) -> list[Post]:
    """Published pieces whose slugs look most like the last part of an address that led nowhere."""
    wanted = make_slug(path.strip("/").rsplit("/", 1)[-1])
    if len(wanted) < 3:
        return []
    alike = Post.objects.published().filter(slug__startswith=wanted[:3])
    candidates = alike.only("kind", "title", "slug", "path", "excerpt", "published_at", "created_at")[:CANDIDATES]
    scored = sorted(((_likeness(wanted, post.slug), post) for post in candidates), key=lambda pair: -pair[0])
    return [post for score, post in scored[:SHOWN] if score > 0.5]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other[:200]).quick_ratio()
