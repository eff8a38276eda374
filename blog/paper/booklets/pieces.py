"""The pieces of a booklet, each found inside what this person may read."""

from dataclasses import dataclass

from ...models import Post
from ...seams import Shown, conversations
from ..sheet import title_of
from .contents import Item


@dataclass(frozen=True)
class Piece:
    """A post, or one comment as it is shown among what was found."""

    item: Item
    post: Post
    letter: Shown | None = None

    @property
    def title(self) -> str:
        return title_of(self.post, self.letter)

    @property
    def anchor(self) -> str:
        return f"piece-{self.item}"

    @property
    def url(self) -> str:
        return self.letter.address if self.letter else self.post.get_absolute_url()


def gather(items: tuple[Item, ...], user) -> list[Piece]:
    """In this order; what is gone, or not for this person, is not among them."""
    posts = Post.objects.visible_to(user).for_paper().prefetch_related("categories")
    ids = [item.pk for item in items if not item.is_comment]
    found = {Item(pk): Piece(Item(pk), post) for pk, post in posts.in_bulk(ids).items()} | _letters(items)
    return [found[item] for item in items if item in found]


def _letters(items: tuple[Item, ...]) -> dict[Item, Piece]:
    ids = [item.pk for item in items if item.is_comment]
    shown = {pk: each for talk in conversations() for pk, each in talk.shown(ids).items()} if ids else {}
    return {Item(pk, True): Piece(Item(pk, True), each.post, each) for pk, each in shown.items()}
