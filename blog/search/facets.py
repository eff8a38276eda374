"""Ways to narrow a search: what is counted is what a stranger may read, and each way leaves its own choices open."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User

from ..models import Post, Tag
from .finding import Hit

NAMES = ["kind", "tag", "year", "author"]
LONGEST = 200
MOST_CHOICES = 10
AT_ONCE = 500


@dataclass(frozen=True)
class Choice:
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: list[Choice]


def chosen_in(asked) -> dict[str, str]:
    """What the address names; a value that nothing has finds nothing, and can be taken away by a link."""
    return {name: asked[name][:LONGEST] for name in NAMES if asked.get(name)}


def address(typed: str, chosen: dict[str, str], **more) -> str:
    return reverse("blog:search") + "?" + urlencode({"q": typed} | chosen | more)


class Facets:
    def __init__(self, typed: str, hits: list[Hit], chosen: dict[str, str]):
        self.typed, self.hits, self.chosen = typed, hits, chosen
        self.tags = _tags_of({hit.post_id for hit in hits})
        self.wanted = {name: _meant(name, value) for name, value in chosen.items()}

    @property
    def narrowed(self) -> list[Hit]:
        return [hit for hit in self.hits if self._passes(hit, self.wanted)]

    def all(self) -> list[Facet]:
        facets = [
            self._facet("kind", _("Kind"), _kinds),
            self._facet("tag", _("Tag"), _tags),
            self._facet("year", _("Year"), _years),
            self._facet("author", _("Author"), _authors),
        ]
        return [facet for facet in facets if len(facet.choices) > 1 or facet.name in self.chosen]

    def _values(self, hit: Hit, name: str) -> Iterable:
        if name == "tag":
            return self.tags.get(hit.post_id, ())
        if name == "author":
            return () if hit.author_id is None else (hit.author_id,)
        return (getattr(hit, name),)

    def _passes(self, hit: Hit, wanted: dict) -> bool:
        return all(value in self._values(hit, name) for name, value in wanted.items())

    def _facet(self, name: str, label: str, described: Callable) -> Facet:
        others = {other: value for other, value in self.wanted.items() if other != name}
        counts = Counter(v for hit in self.hits if self._passes(hit, others) for v in self._values(hit, name))
        choices = [self._choice(name, *each) for each in described(counts)]
        if name in self.chosen and not any(choice.is_chosen for choice in choices):
            count = counts.get(self.wanted[name], 0)
            choices.insert(0, self._choice(name, self.chosen[name], self.chosen[name], count))
        return Facet(name, label, choices)

    def _choice(self, name: str, value: str, label: str, count: int) -> Choice:
        """A chosen one leads back to all."""
        is_chosen = self.chosen.get(name) == value
        rest = {other: it for other, it in self.chosen.items() if other != name}
        return Choice(label, count, address(self.typed, rest if is_chosen else rest | {name: value}), is_chosen)


def _meant(name: str, value: str):
    """The number or word by which hits carry it; None is nobody's."""
    if name == "kind":
        return value
    if name == "year":
        return int(value) if value.isascii() and value.isdigit() and len(value) == 4 else None
    rows = Tag.objects.filter(slug=value) if name == "tag" else User.objects.filter(username=value)
    return rows.values_list("pk", flat=True).first()


def _tags_of(post_ids: set[int]) -> dict[int, list[int]]:
    ids, found = sorted(post_ids), {}
    for start in range(0, len(ids), AT_ONCE):
        filed = Post.tags.through.objects.filter(post_id__in=ids[start : start + AT_ONCE])
        for post_id, tag_id in filed.values_list("post_id", "tag_id"):
            found.setdefault(post_id, []).append(tag_id)
    return found


def _kinds(counts: Counter) -> list[tuple[str, str, int]]:
    labels = {"post": _("Posts"), "page": _("Pages"), "comment": _("Comments")}
    return [(kind, label, counts[kind]) for kind, label in labels.items() if counts[kind]]


def _years(counts: Counter) -> list[tuple[str, str, int]]:
    return [(str(year), str(year), counts[year]) for year in sorted(counts, reverse=True)[: 2 * MOST_CHOICES]]


def _tags(counts: Counter) -> list[tuple[str, str, int]]:
    best = _best(counts)
    rows = Tag.objects.in_bulk(best)
    return [(rows[pk].slug, rows[pk].name, counts[pk]) for pk in best if pk in rows]


def _authors(counts: Counter) -> list[tuple[str, str, int]]:
    best = _best(counts)
    rows = User.objects.in_bulk(best)
    return [(rows[pk].username, rows[pk].name, counts[pk]) for pk in best if pk in rows]


def _best(counts: Counter) -> list[int]:
    return sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST_CHOICES]
