"""Eleventy: texts anywhere, addresses by path, and data files that say things for a whole folder."""

import re
from pathlib import PurePosixPath

from ..fields import Fields
from ..pieces import Piece, Place
from ..settings import read_data
from ..yaml_words import Value
from .patterns import hyphenated
from .program import Program

PRIVATE = {"_includes", "_data", "_layouts", "_site"}
COLLECTION_OF_POSTS = {"post", "posts"}
# A collection that every post is in says nothing about it.
COLLECTIONS = {"post", "posts", "all", "nav", "page", "pages", "blog"}
FILE_SLUG = re.compile(r"\{\{-?\s*page\.fileSlug\s*-?\}\}")
TITLE = re.compile(r"\{\{-?\s*title\s*\|\s*(?:slug|slugify)\s*(?:\|\s*url\s*)?-?\}\}")


class Eleventy(Program):
    name = "Eleventy"
    leaves_out = frozenset({"dist", "public", "build"})
    served = ("", "src", "public", "static", "src/static", "assets", "src/assets", "content")

    def within(self, path: PurePosixPath) -> PurePosixPath | None:
        if PRIVATE & set(path.parts):
            return None
        return path.relative_to(path.parts[0]) if path.parts[0] in {"src", "content"} and len(path.parts) > 1 else path

    def address(self) -> str:
        for name in ("_data", "src/_data", "content/_data"):
            for data in ("site", "metadata", "meta"):
                path = self.folder.find(f"{name}/{data}.json")
                if path and (address := Fields(read_data(self.folder, path)).words("url", "baseurl", "base_url")):
                    return address
        return ""

    def inherited(self, place: Place) -> dict[str, Value]:
        gathered: dict[str, Value] = {}
        for folder in reversed(place.path.parents):
            for ending in (".json", ".11tydata.json"):
                path = self.folder.find(folder / f"{folder.name}{ending}") if folder.name else None
                if path:
                    gathered |= _merged(gathered, read_data(self.folder, path))
        if COLLECTION_OF_POSTS & set(Fields(gathered).listed("tags")):
            # The text's own tags would hide it.
            gathered.setdefault("kind", "post")
        return gathered

    def type_of(self, piece: Piece) -> str:
        if not piece.has_front_matter and not piece.place.folders:
            return "file without front matter"
        tags = {tag.lower() for tag in super().tags(piece)}
        return "post" if tags & COLLECTION_OF_POSTS else super().type_of(piece)

    def is_draft(self, piece: Piece) -> bool:
        if piece.fields.says_no("permalink") or piece.fields.says_yes("eleventyexcludefromcollections"):
            return True
        return super().is_draft(piece)

    def link(self, piece: Piece) -> str:
        permalink = piece.fields.words("permalink")
        name = piece.place.dated[1]
        permalink = "" if piece.fields.says_no("permalink") else permalink
        made = TITLE.sub(lambda _: hyphenated(piece.fields.words("title")), FILE_SLUG.sub(lambda _: name, permalink))
        if made and "{" not in made:
            return "/" + made.lstrip("/").removesuffix("index.html")
        return "/" + "/".join([*piece.place.sections, name]) + "/"

    def tags(self, piece: Piece) -> list[str]:
        return [tag for tag in super().tags(piece) if tag.lower() not in COLLECTIONS]


def _merged(above: dict[str, Value], here: dict[str, Value]) -> dict[str, Value]:
    """Tags add up; all else is replaced."""
    if "tags" in above and "tags" in here:
        return here | {"tags": [*Fields(above).listed("tags"), *Fields(here).listed("tags")]}
    return here
