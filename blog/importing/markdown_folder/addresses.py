"""What an address in a text means: a file of the folder, or a page that another file became."""

import posixpath
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from ..ledger import base_of
from .folder import Folder, spelling
from .pieces import MARKDOWN, Piece, is_picture
from .programs.program import Program

LONGEST = 500
SUFFIXES = ("", ".md", ".markdown", "/index.md", "/_index.md")


class Addresses:
    """`links` has the old path of every text, by its file."""

    def __init__(self, folder: Folder, program: Program, address: str):
        self.folder, self.program = folder, program
        parts = urlsplit(address)
        self.origin, self.base = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
        self.host = base_of(self.origin)
        self.links: dict[PurePosixPath, str] = {}
        # Texts by their names without ending; filled in for programs that look for them so.
        self.by_name: dict[str, PurePosixPath] = {}

    def enter(self, path: PurePosixPath, link: str, names: list[str]) -> None:
        self.links[path] = link
        for name in names:
            self.by_name.setdefault(spelling(name), path)

    def full(self, path: str) -> str:
        """The whole address of a path on the old blog."""
        return path if "://" in path else f"{self.origin}{self.base}/{quote_path(path.lstrip('/'))}"

    # What a text asks
    def link(self, piece: Piece, address: str) -> str | None:
        """The new words for a link; None leaves it as it is."""
        target, rest = self._target(piece, address)
        if target:
            return self._of_file(target, rest)
        path = urlsplit_or_none(address)
        if path is None or not path.path or path.path.startswith(("/", "@")) or path.scheme or path.netloc:
            return None
        if len(address) > LONGEST or "{" in address:
            return None
        return self.base + urljoin(self.links.get(piece.path, "/"), address)

    def picture(self, piece: Piece, address: str) -> str | None:
        target, _rest = self._target(piece, address)
        if target:
            return self.of_picture(target)
        parts = urlsplit_or_none(address)
        if parts is None or parts.scheme or parts.netloc or not parts.path or address.startswith("/"):
            return None
        return self.full(urljoin(self.links.get(piece.path, "/"), address)) if self.is_known else None

    def by_words(self, piece: Piece, words: str) -> str | None:
        """For constructs that name a file in their own way."""
        if not words or "://" in words:
            return None
        target, rest = self._target(piece, quote_path(words, keep="#?"))
        if target is None and words.startswith("/_posts/"):
            target = self.by_name.get(spelling(PurePosixPath(words).name))
        return self._of_file(target, rest) if target else None

    @property
    def is_known(self) -> bool:
        return not self.origin.endswith(".invalid")

    def of_picture(self, target: PurePosixPath) -> str:
        """An address that `file` understands, whatever the program would have made of it."""
        return f"{self.origin}/{quote_path(str(target))}"

    # What the importer asks
    def file(self, address: str) -> Path | None:
        """The file shown at this address of the old blog."""
        parts = urlsplit_or_none(address)
        if parts is None or (parts.netloc and base_of(f"{parts.scheme}://{parts.netloc}") != self.host):
            return None
        found = self._served(path_of(parts.path))
        return self.folder.at(found) if found else None

    def _served(self, path: str) -> PurePosixPath | None:
        path = path.lstrip("/")
        below = [path, path[len(self.base) :]] if self.base and f"/{path}".startswith(f"{self.base}/") else [path]
        for each in below:
            for top in ("", *self.program.served):
                normal = _normal(posixpath.join(top, each.lstrip("/")))
                if normal and (found := self.folder.find(normal)):
                    return found
        return None

    def _target(self, piece: Piece, address: str) -> tuple[PurePosixPath | None, str]:
        parts = urlsplit_or_none(address)
        if parts is None or not parts.path or len(address) > LONGEST or "{" in address:
            return None, ""
        if parts.scheme or parts.netloc:
            return self._on_this_blog(parts), ""
        rest = f"#{parts.fragment}" if parts.fragment else ""
        return next(filter(None, self._candidates(piece, path_of(parts.path))), None), rest

    def _on_this_blog(self, parts) -> PurePosixPath | None:
        is_here = parts.netloc and self.is_known and base_of(f"http://{parts.netloc}") == self.host
        found = self._served(path_of(parts.path)) if is_here else None
        return found if found and is_picture(found) else None

    def _candidates(self, piece: Piece, path: str):
        if path.startswith("@/"):
            yield self._text(posixpath.join("content", path[2:]))
        elif path.startswith("/"):
            yield self._text(path.lstrip("/"))
            yield self._text(posixpath.join(self._root(piece), path.lstrip("/")))
            yield self._served(path)
        else:
            yield self._text(posixpath.join(str(piece.path.parent), path))
            yield self._served(posixpath.join(str(piece.path.parent), path))
            yield self._text(posixpath.join(self._root(piece), path))
            yield self._served(path)
        yield self._named(path)

    def _root(self, piece: Piece) -> str:
        """The folder that holds all texts, of the text's own language if there are several."""
        return str(piece.path.parents[min(len(piece.place.folders), len(piece.path.parents) - 1)])

    def _text(self, path: str) -> PurePosixPath | None:
        for suffix in SUFFIXES:
            normal = _normal(path.rstrip("/") + suffix)
            found = self.folder.find(normal) if normal else None
            if found and (found in self.links):
                return found
        return None

    def _named(self, path: str) -> PurePosixPath | None:
        name = PurePosixPath(path).name
        if PurePosixPath(name).suffix.lower() in MARKDOWN:
            name = PurePosixPath(name).stem
        text = self.by_name.get(spelling(name)) if self.program.finds_by_name else None
        picture = self.folder.find_named(name) if self.program.finds_by_name else None
        return text or picture

    def _of_file(self, target: PurePosixPath, rest: str) -> str:
        if target in self.links:
            return self.base + quote_path(self.links[target]) + rest
        if is_picture(target):
            return self.of_picture(target)
        return self.full(str(self._as_served(target)))

    def _as_served(self, target: PurePosixPath) -> PurePosixPath:
        for top in filter(None, self.program.served):
            if target.is_relative_to(top):
                return target.relative_to(top)
        return target


def quote_path(path: str, keep: str = "") -> str:
    """Letters of all scripts stay; bytes that are none are written as such."""
    letters = "".join({c for c in path if c > "\x7f" and not "\ud800" <= c <= "\udfff"})
    return quote(path, safe="/:@!$&'*+,;=~" + keep + letters, encoding="utf-8", errors="surrogateescape")


def urlsplit_or_none(address: str):
    try:
        return urlsplit(address)
    except ValueError:
        return None


def path_of(quoted: str) -> str:
    return unquote_to_bytes(quoted).decode("utf-8", "surrogateescape")


def _normal(path: str) -> str:
    """Empty for what lies outside."""
    if "\0" in path:
        return ""
    normal = posixpath.normpath(path)
    return "" if normal.startswith(("..", "/")) or normal == "." else normal
