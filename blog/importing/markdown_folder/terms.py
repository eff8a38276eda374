"""Tags, categories and series of a text, and what a blog says of them in files of their own."""

from ..records import TermRecord
from ..slugs import make_slug
from .fields import Fields
from .pieces import Piece, Place
from .programs.program import Program

SECTIONS = {"tags": "tag", "tag": "tag", "categories": "category", "category": "category", "series": "series"}
PEOPLE = {"authors", "author"}
SERIES_PARTS = ("series_order", "seriesorder", "series_weight", "part", "series_part")
# `C`, `C++` and `C#` would be one.
MARKS = {"+": "-plus", "#": "-sharp"}


def terms_of(piece: Piece, program: Program) -> tuple[TermRecord, ...]:
    named = {"tag": program.tags(piece), "category": program.categories(piece), "series": series_of(piece.fields)[:1]}
    return tuple(TermRecord(kind, slug_of(name), name) for kind, names in named.items() for name in names)


def series_of(fields: Fields) -> list[str]:
    series = fields.get("series")
    if isinstance(series, dict):
        return [name] if (name := fields.inner("series").words("name", "title")) else []
    return fields.listed("series", split="\n")


def part_of(fields: Fields) -> int | None:
    number = fields.number(*SERIES_PARTS) or fields.inner("series").number("part", "order", "number")
    return number if number is not None and 0 < number < 32_768 else None


def slug_of(name: str) -> str:
    """Empty where the name makes its own."""
    if not any(mark in name for mark in MARKS):
        return ""
    return make_slug("".join(MARKS.get(letter, letter) for letter in name), 140)


def section_of(place: Place) -> str:
    """tag, category, series or author, if this is the file about one of them."""
    if len(place.folders) != 2 or not place.is_index:
        return ""
    section = place.folders[0].lower()
    return "author" if section in PEOPLE else SECTIONS.get(section, "")


def described(piece: Piece, kind: str, names: dict[tuple[str, str], str]) -> TermRecord:
    """`names` are those that texts use, by the slugs they make."""
    slug = piece.fields.words("slug") or piece.place.name
    name = piece.fields.words("title") or names.get((kind, make_slug(slug, 140))) or slug
    parent = piece.fields.words("parent") if kind == "category" else ""
    return TermRecord(kind, slug, name, piece.body.strip() or piece.fields.words("description"), parent)
