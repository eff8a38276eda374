"""Which booklet an address asks for: its pieces, its title, how it is to be set."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from config.site import absolute

from ...markdown.source import one_line
from ...models import PaperSettings
from ..buttons import offered
from ..choice import Choice
from ..volume import Volume
from . import ready_made
from .binding import is_too_much, volume_of_booklet
from .contents import MOST_ITEMS, Item, nearer_the_beginning, nearer_the_end, read, with_one_more, without, write
from .pieces import Piece, gather
from .ready_made import ReadyMade

LONGEST_TITLE = 120
MOST_CODES = 200  # parts left out, pictures of their own size: of a booklet nobody needs as many as of one piece
ACTS = {"up": nearer_the_beginning, "down": nearer_the_end, "out": without, "plus": with_one_more}


@dataclass(frozen=True)
class BookletOrder:
    """`pieces` are those of `items` that this person may read. A ready-made one is said by name until it is changed."""

    items: tuple[Item, ...]
    title: str
    choice: Choice
    usual: Choice
    paper: PaperSettings
    pieces: tuple[Piece, ...] = ()
    of: str = ""
    made: ReadyMade | None = None

    @classmethod
    def read(cls, query, user) -> "BookletOrder":
        """Raises Http404 for a ready-made one that there is not."""
        paper = PaperSettings.load()
        usual = Choice.parse(paper.usual_for_posts)
        items, of = read(f"{query.get('with', '')}.{query.get('add', '')}"), query.get("of", "")
        made = ready_made.find(of) if of and not items else None
        items = made.items if made else items
        title = one_line(query.get("title", ""))[:LONGEST_TITLE].strip()
        choice = Choice.read(query, usual).shortened(MOST_CODES)
        pieces = tuple(gather(items, user))
        return cls(items, title, choice, usual, paper, pieces, of if made else "", made)

    @property
    def own_title(self) -> str:
        return self.title or (self.made.title if self.made else "")

    @property
    def name(self) -> str:
        return self.own_title or _("A booklet")

    @property
    def contents(self) -> str:
        return write(self.items)

    @property
    def is_full(self) -> bool:
        return not self.made and len(self.items) >= MOST_ITEMS

    @property
    def missing(self) -> int:
        return len(self.items) - len(self.pieces)

    @property
    def is_too_long(self) -> bool:
        return is_too_much(self.pieces)

    @property
    def is_public(self) -> bool:
        return all(piece.letter or piece.post.is_published for piece in self.pieces)

    @property
    def query(self) -> str:
        return "&".join(filter(None, [urlencode(self._what(), safe="/"), self.choice.query(self.usual)]))

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The same for a form."""
        return [*self._what(), *QueryDict(self.choice.query(self.usual)).items()]

    def url(self, name: str = "booklet") -> str:
        query = self.query
        return reverse(f"blog:{name}") + (f"?{query}" if query else "")

    def with_items(self, items: tuple[Item, ...]) -> "BookletOrder":
        """What is changed is no longer the ready-made one, but keeps its name."""
        return replace(self, items=items, title=self.own_title, of="", made=None)

    def offered_as(self, form: str) -> "BookletOrder":
        pieces = tuple(piece for piece in self.pieces if form in offered(piece.post, self.paper))
        return replace(self, pieces=pieces)

    def after(self, query) -> str:
        """The address once a button has acted (`up`, `down`, `out` or `plus`, with its item); empty if none has."""
        for name, act in ACTS.items():
            for item in read(query.get(name, "")):
                changed = self.with_items(act(self.items, item)).query
                words = urlencode({"q": query["q"]}) if query.get("q") else ""
                return f"{reverse('blog:booklet')}?{'&'.join(filter(None, [changed, words]))}#item-{item}"
        return ""

    def volume(self) -> Volume:
        description = self.made.description if self.made else ""
        return volume_of_booklet(list(self.pieces), self.name, self.choice, absolute(self.url()), description)

    def _what(self) -> list[tuple[str, str]]:
        what = [("of", self.of)] if self.of else [("with", self.contents)] if self.items else []
        has_own_title = self.title and not (self.made and self.title == self.made.title)
        return [*what, ("title", self.title)] if has_own_title else what
