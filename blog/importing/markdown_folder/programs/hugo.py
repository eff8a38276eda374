"""Hugo: texts below `content/`, a folder for each section, bundles with their pictures beside them."""

from collections import Counter
from functools import cached_property
from pathlib import PurePosixPath

from ..fields import Fields
from ..folder import Unfit
from ..front_matter import read_document
from ..pieces import MARKDOWN, Piece, Place
from ..settings import read_settings
from ..yaml_words import Value
from .patterns import filled, hyphenated, of_date
from .program import Program

# What a section passes on to all below it, even if only some are meant: in doubt nothing is published.
HIDING = {"draft", "build", "_build", "headless", "expirydate", "publishdate"}


class Hugo(Program):
    name = "Hugo"
    leaves_out = frozenset({"public", "resources", "themes", "layouts", "archetypes", "node_modules"})
    settings_files = ("hugo", "config", "config/_default/hugo", "config/_default/config")
    served = ("static", "assets", "content", "")

    def __init__(self, folder, settings, zone):
        for part in ("languages", "permalinks", "params"):
            inside = read_settings(folder, (f"config/_default/{part}",)).values
            if inside and part not in settings:
                settings.values[part] = inside
        super().__init__(folder, settings, zone)
        self.roots = self._roots()

    def _roots(self) -> dict[str, str]:
        """Folders of texts, and the language of each that belongs to one."""
        languages = self.settings.inner("languages")
        own = {languages.inner(name).words("contentdir").strip("/"): name for name in languages.values}
        return {root: name for root, name in own.items() if root} | {
            self.settings.words("contentdir").strip("/") or "content": ""
        }

    def within(self, path: PurePosixPath) -> PurePosixPath | None:
        for root, language in self.roots.items():
            if path.is_relative_to(root):
                return PurePosixPath(language, path.relative_to(root))
        return None

    def language(self) -> str:
        return self.settings.words("languagecode", "locale", "defaultcontentlanguage")

    @cached_property
    def languages(self) -> set[str]:
        value = self.settings.get("languages")
        return {str(name).lower() for name in value} if isinstance(value, dict) else set()

    def is_language(self, word: str, *, is_folder: bool = False) -> bool:
        return word.lower() in self.languages if self.languages else super().is_language(word, is_folder=is_folder)

    def inherited(self, place: Place) -> dict[str, Value]:
        gathered: dict[str, Value] = dict(_cascade(self.settings.values))
        for depth in range(len(place.folders) + 1):
            gathered |= self._passed_on("/".join(place.folders[:depth]))
        return gathered

    @cached_property
    def _cascades(self) -> dict[str, dict[str, Value]]:
        found = {}
        for path in self.folder.files:
            place = self.place(path) if path.stem.partition(".")[0] == "_index" else None
            if place and path.suffix.lower() in MARKDOWN:
                found["/".join(place.folders)] = self._told_to_all(self._fields(path))
        return found

    def _told_to_all(self, section: dict[str, Value]) -> dict[str, Value]:
        return _cascade(section)

    def _passed_on(self, folder: str) -> dict[str, Value]:
        return self._cascades.get(folder, {})

    def _fields(self, path: PurePosixPath) -> dict[str, Value]:
        try:
            return read_document(self.folder.bytes_of(path), Counter()).fields or {}
        except Unfit:
            # What it would have hidden nobody knows.
            return {"draft": "true", "cascade": {"draft": "true"}}

    @cached_property
    def main_sections(self) -> set[str]:
        return {name.lower() for name in self.settings.listed("mainsections")}

    def otherwise(self, piece: Piece) -> str:
        if not piece.place.sections:
            return "page"
        if piece.place.folders[0].lower() in self.main_sections:
            return "post"
        return super().otherwise(piece)

    def is_draft(self, piece: Piece) -> bool:
        build = {name: piece.fields.inner(name).words("render").lower() for name in ("build", "_build")}
        if set(build.values()) & {"never", "false", "link"}:
            return True
        return ("headless" in piece.fields and piece.fields.may_say_yes("headless")) or super().is_draft(piece)

    def link(self, piece: Piece) -> str:
        url = piece.fields.words("url")
        if url and "://" not in url:
            return url if url.startswith("/") else f"{self._prefix(piece)}/{'/'.join(piece.place.sections)}/{url}"
        pattern = self._pattern(piece)
        if pattern:
            return self._prefix(piece) + filled(pattern, self._values(piece))
        path = [self._lower(part) for part in [*piece.place.sections, piece.fields.words("slug") or piece.place.name]]
        ending = ".html" if self.settings.says_yes("uglyurls") else "/"
        return f"{self._prefix(piece)}/{'/'.join(path)}{ending}"

    def slug(self, piece: Piece) -> str:
        return piece.fields.words("slug") or piece.place.name

    def _prefix(self, piece: Piece) -> str:
        default = self.settings.words("defaultcontentlanguage").lower() or "en"
        language = piece.place.language.lower()
        is_default = language in {"", default} and not self.settings.says_yes("defaultcontentlanguageinsubdir")
        return "" if is_default else f"/{language or default}"

    def _pattern(self, piece: Piece) -> str:
        permalinks = self.settings.inner("permalinks")
        section = piece.place.folders[0].lower() if piece.place.folders else ""
        return permalinks.inner("page").words(section) or permalinks.words(section)

    def _values(self, piece: Piece):
        place, fields = piece.place, piece.fields
        date = fields.moment(self.zone, "date", "publishdate", "pubdate", "published") or self.date_in_name(piece)
        title, name = self._lower(fields.words("title") or place.name), self._lower(place.name)
        slug = self._lower(fields.words("slug"))
        return of_date(date, self.zone) | {
            "section": lambda: place.folders[0] if place.folders else "",
            "sections": lambda: "/".join(place.sections),
            "title": lambda: title,
            "slug": lambda: slug or title,
            **dict.fromkeys(("filename", "contentbasename"), lambda: name),
            **dict.fromkeys(("slugorfilename", "slugorcontentbasename"), lambda: slug or name),
        }

    def _lower(self, text: str) -> str:
        return hyphenated(text, keep="._-+")


def _cascade(values: dict[str, Value]) -> dict[str, Value]:
    """A map, or a list of maps that each may name those whom they are for."""
    cascade = values.get("cascade", "")
    levels = cascade if isinstance(cascade, list) else [cascade]
    passed_on: dict[str, Value] = {}
    for level in levels:
        if isinstance(level, dict):
            is_for_all = not level.keys() & {"_target", "target"}
            own = Fields(level).values
            passed_on |= {name: value for name, value in own.items() if is_for_all or name in HIDING}
    return passed_on


class Zola(Hugo):
    """As far as folders go it is Hugo; a date may stand in the name, and `path` is the address."""

    name = "Zola"
    leaves_out = frozenset({"public", "themes", "templates", "sass"})
    settings_files = ("config", "zola")
    served = ("static", "content", "")

    def __init__(self, folder, settings, zone):
        super().__init__(folder, settings, zone)
        self.roots = {"content": ""}

    def language(self) -> str:
        return self.settings.words("default_language")

    def _told_to_all(self, section: dict[str, Value]) -> dict[str, Value]:
        """A section that is a draft hides all that is in it."""
        fields = Fields(section)
        return {"draft": "true"} if "draft" in fields and fields.may_say_yes("draft") else {}

    def otherwise(self, piece: Piece) -> str:
        return Program.otherwise(self, piece)

    def is_draft(self, piece: Piece) -> bool:
        return piece.fields.says_no("render") or super().is_draft(piece)

    def slug(self, piece: Piece) -> str:
        return Program.slug(self, piece)

    def link(self, piece: Piece) -> str:
        path = piece.fields.words("path").strip("/")
        steps = [path] if path else [*piece.place.sections, hyphenated(self.slug(piece), keep="._")]
        return f"{self._prefix(piece)}/{'/'.join(steps)}/"
