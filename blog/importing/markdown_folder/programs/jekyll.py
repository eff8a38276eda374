"""Jekyll: posts in `_posts/` by date and name, drafts in `_drafts/`, pages wherever there is front matter."""

from functools import cached_property
from pathlib import PurePosixPath

from ..fields import Fields
from ..pieces import Piece, Place
from ..yaml_words import Value
from .patterns import filled, hyphenated, of_date
from .program import Program

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
PRIVATE = {"_layouts", "_includes", "_sass", "_data", "_plugins", "_site"}
OWN_FEEDS = ("feed.xml", "atom.xml", "rss.xml", "feed/index.xml")


class Jekyll(Program):
    name = "Jekyll"
    leaves_out = frozenset({"vendor", *PRIVATE - {"_data"}})
    settings_files = ("_config",)
    served = ("", "assets")

    def within(self, path: PurePosixPath) -> PurePosixPath | None:
        return None if path.parts[0] in PRIVATE else path

    def address(self) -> str:
        base = self.settings.words("baseurl").strip("/")
        return self.settings.words("url").rstrip("/") + (f"/{base}" if base else "")

    def inherited(self, place: Place) -> dict[str, Value]:
        kind = (
            "posts"
            if "_posts" in place.folders
            else "drafts"
            if "_drafts" in place.folders
            else self._collection(place)
        )
        defaults = self.settings.get("defaults")
        gathered: dict[str, Value] = {}
        for each in defaults if isinstance(defaults, list) else []:
            default = Fields(each if isinstance(each, dict) else {})
            scope, values = default.inner("scope"), default.get("values")
            folder = scope.words("path").strip("/")
            if isinstance(values, dict) and _covers(folder, place) and scope.words("type") in {"", kind}:
                gathered |= values
        return gathered

    def _collection(self, place: Place) -> str:
        top = place.folders[0] if place.folders else ""
        return top.removeprefix("_") if top.startswith("_") else "pages"

    def type_of(self, piece: Piece) -> str:
        if {"_posts", "_drafts"} & set(piece.place.folders):
            return "post"
        if not piece.has_front_matter:
            return "file without front matter"
        if piece.place.is_index and not piece.place.folders:
            return "section text"
        return self.otherwise(piece) if self._collection(piece.place) != "pages" else "page"

    def is_draft(self, piece: Piece) -> bool:
        folders = set(piece.place.folders)
        if "_drafts" in folders or not piece.has_front_matter:
            return True
        if "_posts" in folders and self.date(piece) is None:
            return True
        if self._collection(piece.place) not in {"pages", "posts"} and not self._is_output(piece.place):
            return True
        return super().is_draft(piece)

    def _is_output(self, place: Place) -> bool:
        """A collection makes no pages unless it is told to."""
        if "_posts" in place.folders:
            return True
        return self.settings.inner("collections").inner(self._collection(place)).says_yes("output")

    def slug(self, piece: Piece) -> str:
        return piece.fields.words("slug") or piece.place.dated[1]

    def link(self, piece: Piece) -> str:
        own = piece.fields.words("permalink")
        is_post = "_posts" in piece.place.folders or "_drafts" in piece.place.folders
        pattern = own or (self._pattern if is_post else self._pattern_of_page(piece))
        pattern = STYLES.get(pattern, pattern)
        return filled(pattern, self._values(piece))

    @cached_property
    def _pattern(self) -> str:
        collection = self.settings.inner("collections").inner("posts").words("permalink")
        return collection or self.settings.words("permalink") or "date"

    def _pattern_of_page(self, piece: Piece) -> str:
        own = self.settings.inner("collections").inner(self._collection(piece.place)).words("permalink")
        if own:
            return own
        folders = "/".join(folder.removeprefix("_") for folder in piece.place.folders)
        if piece.place.is_index:
            return f"/{folders}/"
        style = STYLES.get(self._pattern, self._pattern)
        return f"/{folders}/{piece.place.stem}" + ("/" if style.endswith("/") else ".html")

    def _values(self, piece: Piece):
        title = hyphenated(self.slug(piece)) if piece.fields.words("slug") else piece.place.dated[1]
        categories = "/".join(hyphenated(name) for name in self.categories(piece))
        date = self.date_in_name(piece)
        date = piece.fields.moment(self.zone, "date") or date
        day = date.astimezone(self.zone).strftime("%a") if date else ""
        return of_date(date, self.zone) | {
            "title": lambda: title,
            "slug": lambda: hyphenated(title),
            "name": lambda: piece.place.stem,
            "path": lambda: "/".join([*piece.place.folders[1:], piece.place.stem]),
            "collection": lambda: self._collection(piece.place),
            "categories": lambda: categories,
            "slugified_categories": lambda: categories,
            "output_ext": lambda: ".html",
            "short_day": lambda: day,
        }

    def guid(self, piece: Piece, link: str) -> str:
        """Its feed, unless the blog has one of its own making, leaves the ending out."""
        if any(self.folder.find(name) for name in OWN_FEEDS):
            return link
        return link.rstrip("/").rpartition("/")[0] + "/" + (piece.fields.words("slug") or piece.place.dated[1])

    def categories(self, piece: Piece) -> list[str]:
        folders = piece.place.folders
        above = list(folders[: folders.index("_posts")]) if "_posts" in folders else []
        return list(dict.fromkeys([*above, *_words(piece.fields, "category", "categories")]))

    def tags(self, piece: Piece) -> list[str]:
        return _words(piece.fields, "tag", "tags")


def _words(fields: Fields, one: str, many: str) -> list[str]:
    """`category` is one, whatever it is; `categories` in a line are parted by spaces, or by commas if there are any."""
    line = fields.words(many)
    several = fields.listed(many, split="," if "," in line else " ")
    return list(dict.fromkeys([*([fields.words(one)] if fields.words(one) else []), *several]))


def _covers(folder: str, place: Place) -> bool:
    """A doubtful pattern covers everything."""
    return not folder or "*" in folder or place.path.is_relative_to(folder) or str(place.path) == folder
