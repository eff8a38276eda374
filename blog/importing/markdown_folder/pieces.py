"""One file of a folder, taken apart: what its name says, what its front matter says, and its text."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from .fields import Fields

MARKDOWN = {".md", ".markdown", ".mdown", ".mkdown", ".mkdn", ".mkd", ".mdwn"}
HTML = {".html", ".htm"}
# Texts, but in a language that nobody here reads.
FOREIGN = {".org", ".adoc", ".asciidoc", ".ad", ".rst", ".rest", ".pandoc", ".pdc", ".rmd", ".qmd", ".mdx", ".textile"}
PICTURES = {".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".svg", ".heic"}
DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ]+(.+)", re.DOTALL)
INDEX = {"index", "_index"}


@dataclass(frozen=True)
class Place:
    """
    Where a file lies, below the folder that holds all texts: `folders` from there down, without the one of a language.
    """

    path: PurePosixPath
    folders: tuple[str, ...]
    stem: str
    language: str = ""

    @property
    def is_index(self) -> bool:
        return self.stem in INDEX

    @property
    def is_section(self) -> bool:
        return self.stem == "_index"

    @property
    def name(self) -> str:
        """That of the file; for an index that of its folder."""
        return self.folders[-1] if self.is_index and self.folders else self.stem

    @property
    def sections(self) -> tuple[str, ...]:
        """What stands before the last part of the address."""
        return self.folders[:-1] if self.is_index else self.folders

    @property
    def dated(self) -> tuple[str, str]:
        """The date in the name, if there is one, and what follows it."""
        found = DATED.fullmatch(self.name)
        return (found[1], found[2]) if found else ("", self.name)


@dataclass(frozen=True)
class Piece:
    place: Place
    fields: Fields
    body: str
    has_front_matter: bool = True

    @property
    def path(self) -> PurePosixPath:
        return self.place.path

    @property
    def is_html(self) -> bool:
        return self.path.suffix.lower() in HTML


def is_picture(path: PurePosixPath) -> bool:
    return path.suffix.lower() in PICTURES
