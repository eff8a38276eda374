"""How a task puts together again what a reader asked for. The edition tells whether it still is the same."""

from ..models import Post
from .booklets import binding
from .choice import Choice
from .volume import Volume, volume_of_post


def volume_from(recipe: dict) -> Volume | None:
    """None if what it is made of is gone."""
    return KINDS[recipe["kind"]](recipe)


def _post(recipe: dict) -> Volume | None:
    post = Post.objects.for_paper().filter(pk=recipe["post"]).first()
    return volume_of_post(post, Choice.parse(recipe["choice"])) if post else None


KINDS = {"post": _post, "booklet": binding.volume_from}
