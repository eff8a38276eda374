"""Ghost's export as a source: the JSON alone, or with the content folder beside it, in a zip or unpacked."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from ..archives import unpacked
from ..media_folder import MediaFolder
from ..plain_text import plain
from ..records import AuthorRecord, Site
from ..sources import Record, Unreadable
from .json_stream import JsonStream
from .posts import login_of, record_of, term_of
from .redirects import NAMES as REDIRECTS
from .redirects import read as read_redirects
from .rows import Row
from .tables import KNOWN, MISSED, TAKERS, Tables, read_rows

INJECTED = ("codeinjection_head", "codeinjection_foot", "ghost_head", "ghost_foot")
# In a zip the export lies at the top, in `data`, or one folder deeper; redirects in `content/data`.
DEEPEST = 4
ADDRESS = re.compile(r"https?://[^\s\"\\<>]{1,500}")
FIRST_NAMES = {"db", "data", "meta", *KNOWN, *TAKERS, *MISSED}
PICTURES = ("content/images", "images")
# Ghost shows a picture in several sizes, each in a folder of its own.
SIZE = re.compile(r"/size/[wh0-9]{1,12}/(?:format/\w{1,8}/)?")
# Belongs to nobody (RFC 2606): what begins with a slash needs some address to be found by.
UNKNOWN = "https://ghost.invalid"


class GhostExport:
    """A `sources.Source`. Most exports do not say where the blog was; without `address` theirs begin with a slash."""

    program = "Ghost"

    def __init__(self, path: Path, name: str, address: str, pictures: Path | None, redirects: list[Path]):
        self.path, self.name, self.address = path, name, address
        self.pictures = MediaFolder(pictures) if pictures else None
        self.redirects, self.losses = read_redirects(redirects)
        self.tables: Tables | None = None

    def records(self, repairs: Counter) -> Iterator[Record]:
        self.tables = tables = self.tables or Tables.read(self.path, repairs)
        site = next(filter(ADDRESS.fullmatch, (self.address, tables.settings.get("url", "").strip())), "").rstrip("/")
        yield _site(tables, site, self.losses)
        for user in tables.users.values():
            yield _author(user)
        for tag in tables.tags.values():
            yield term_of(tag)
        yield from self.redirects
        for name, values in read_rows(self.path):
            if name == "posts":
                yield record_of(Row(values, repairs), tables, site)

    def picture(self, address: str) -> Path | None:
        return self.pictures.find(SIZE.sub("/", address)) if self.pictures else None


@contextmanager
def opened(path: Path, address: str = "", name: str = "") -> Iterator[GhostExport]:
    """A zip is unpacked for as long as the block lasts."""
    name = name or path.name
    if path.is_dir():
        yield _in_folder(path, name, address)
    elif _is_zip(path):
        with unpacked(path) as folder:
            yield _in_folder(folder, name, address)
    else:
        yield GhostExport(path, name, address, _pictures_in(path.parent), [])


def _is_zip(path: Path) -> bool:
    if path.suffix.lower() == ".zip":
        return True
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def _in_folder(folder: Path, name: str, address: str) -> GhostExport:
    files = [file for file in sorted(folder.rglob("*.*")) if len(file.relative_to(folder).parts) <= DEEPEST]
    redirects = [file for file in files if file.name in REDIRECTS]
    exports = [file for file in files if file.suffix == ".json" and file not in redirects]
    # The largest first: beside the export may lie older ones, from earlier imports.
    for file in sorted(exports, key=lambda each: (-each.stat().st_size, str(each))):
        if _is_export(file):
            around = [each for each in file.parents if each.is_relative_to(folder)]
            pictures = next(filter(None, map(_pictures_in, [*around, *sorted(folder.iterdir())])), None)
            return GhostExport(file, name, address, pictures, redirects)
    raise Unreadable(_("no export of Ghost is in it: that is a .json file that Ghost's settings let you download."))


def _pictures_in(folder: Path) -> Path | None:
    """Nothing else of a folder is looked at: an export may name any file."""
    return next((folder / name for name in PICTURES if (folder / name).is_dir()), None)


def _is_export(path: Path) -> bool:
    """By its first name only; the whole of it is looked at later."""
    try:
        stream = JsonStream(path)
        return stream.peek() == "{" and next(stream.names(), "") in FIRST_NAMES
    except Unreadable:
        return False


def _site(tables: Tables, address: str, losses: list[str]) -> Site:
    settings, missed = tables.settings, sorted(tables.missed.items())
    losses = losses + [_("%(rows)d × %(table)s") % {"rows": rows, "table": name} for name, rows in missed]
    if any(settings.get(name, "").strip() for name in INJECTED):
        losses.append(_("code injection of the site: scripts and styles have no place here"))
    if not address:
        losses.append(_("where the blog was is not in the file, so it counts as being here (--address says it)"))
    return Site(
        title=plain(settings.get("title", "")),
        address=address or UNKNOWN,
        tagline=plain(settings.get("description", "")),
        description=plain(settings.get("meta_description", "")),
        language=settings.get("locale") or settings.get("lang") or settings.get("default_locale") or "",
        time_zone=tables.time_zone,
        losses=tuple(losses),
    )


def _author(user: Row) -> AuthorRecord:
    return AuthorRecord(
        login_of(user), user.word("email"), plain(user.text("name")), plain(user.text("bio")), user.word("website")
    )
