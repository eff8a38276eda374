"""What stands beside the posts in an export: people, tags, settings and who belongs to what."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from ..sources import Unreadable
from .json_stream import JsonStream
from .rows import Row

# The tables are joined in memory; of what a row says, so much is kept.
LONGEST_VALUE = 20_000
MOST_CHARACTERS = 100_000_000
DEEPEST = 4
KNOWN = {"posts", "users", "tags", "settings"}
USER = ("id", "slug", "name", "email", "bio", "website")
TAG = ("id", "slug", "name", "description", "visibility")
META = (
    "meta_title", "meta_description", "feature_image_alt", "feature_image_caption", "email_only",
    "og_title", "og_description", "og_image", "twitter_title", "twitter_description", "twitter_image",
)  # fmt: skip
# In the order of their age, the youngest first.
TIME_ZONE = ("timezone", "active_timezone", "activeTimezone")
# What people would miss; Ghost's own bookkeeping is not worth a line.
MISSED = {
    "benefits", "comments", "custom_theme_settings", "emails", "integrations", "labels", "members", "newsletters",
    "offers", "products", "recommendations", "snippets", "subscribers", "webhooks",
}  # fmt: skip


def read_rows(path: Path) -> Iterator[tuple[str, object]]:
    """Every row with the name of its table, whether `db` and `data` are wrapped around the tables or not."""
    stream = JsonStream(path)
    if stream.peek() != "{":
        raise _not_ghosts()
    found = False
    for table, row in _object(stream, 0):
        found = found or table in KNOWN
        yield table, row
    if stream.peek():
        raise Unreadable(_("something stands behind its end. Export it again."))
    if not found:
        raise _not_ghosts()


def _object(stream: JsonStream, depth: int) -> Iterator[tuple[str, object]]:
    for name in stream.names():
        begins = stream.peek()
        if name == "data" and begins == "{" and depth < DEEPEST:
            yield from _object(stream, depth + 1)
        elif begins == "[":
            for _each in stream.items():
                if name == "db" and stream.peek() == "{" and depth < DEEPEST:
                    yield from _object(stream, depth + 1)
                else:
                    yield name, stream.value()
        else:
            # Not a table: `meta`, which says the version and the date.
            yield "", stream.value()


def _not_ghosts() -> Unreadable:
    return Unreadable(_("it is not an export of Ghost: neither posts nor people, tags or settings are in it."))


@dataclass
class Tables:
    users: dict[str, Row] = field(default_factory=dict)
    tags: dict[str, Row] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    # By the post's id: what `posts_meta` says, and the ids of tags and people with their places in the row.
    meta: dict[str, Row] = field(default_factory=dict)
    tags_of: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    authors_of: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    missed: Counter[str] = field(default_factory=Counter)
    characters: int = 0

    @classmethod
    def read(cls, path: Path, repairs: Counter) -> "Tables":
        tables = cls()
        for name, values in read_rows(path):
            if name in MISSED:
                tables.missed[name] += 1
            elif name in TAKERS:
                TAKERS[name](tables, Row(values, repairs))
        return tables

    @property
    def time_zone(self) -> str:
        return next(filter(None, (self.settings.get(name) for name in TIME_ZONE)), "")

    def user(self, row: Row) -> None:
        self._keep(self.users, row.word("id") or f"#{len(self.users)}", row, USER)

    def tag(self, row: Row) -> None:
        self._keep(self.tags, row.word("id") or f"#{len(self.tags)}", row, TAG)

    def meta_of(self, row: Row) -> None:
        self._keep(self.meta, row.word("post_id"), row, META)

    def setting(self, row: Row) -> None:
        self._count(value := row.text("value")[:LONGEST_VALUE])
        self.settings[row.word("key")[:200]] = value

    def tagged(self, row: Row) -> None:
        self._join(self.tags_of, row, "tag_id")

    def written(self, row: Row) -> None:
        self._join(self.authors_of, row, "author_id")

    def _keep(self, table: dict[str, Row], key: str, row: Row, names: tuple[str, ...]) -> None:
        """Of two rows with one id each is kept: both are in the file, and both are in the report."""
        kept = {name: row.text(name)[:LONGEST_VALUE] for name in names if row.values.get(name) not in (None, "")}
        if not kept:
            row.repairs["rows that say nothing"] += 1
            return
        self._count(key, *kept.values())
        table[key if key not in table else f"{key}#{len(table)}"] = Row(kept, row.repairs)

    def _join(self, table: dict[str, list[tuple[int, str]]], row: Row, name: str) -> None:
        self._count(post := row.word("post_id")[:200], other := row.word(name)[:200])
        table[post].append((row.number("sort_order"), other))

    def _count(self, *texts: str) -> None:
        # A row costs something, too, however little it says.
        self.characters += sum(map(len, texts)) + 200
        if self.characters > MOST_CHARACTERS:
            raise Unreadable(_("it holds far more people, tags and settings than a blog can have."))


TAKERS = {
    "users": Tables.user,
    "tags": Tables.tag,
    "settings": Tables.setting,
    "posts_meta": Tables.meta_of,
    "posts_tags": Tables.tagged,
    "posts_authors": Tables.written,
}
