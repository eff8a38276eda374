"""Who wrote what: names, lists of names, maps of facts, and the lists of people that blogs keep beside their texts."""

from collections.abc import Iterator

from ..records import AuthorRecord
from .fields import Fields
from .folder import Folder
from .pieces import Piece
from .settings import LANGUAGES, read_data
from .yaml_words import Value

LISTS = ("_data/authors", "data/authors", "_data/people", "src/_data/authors")
MOST = 20


def authors_of(fields: Fields) -> list[AuthorRecord]:
    """Those who wrote it together, the first one first."""
    found = list(_each(fields.get("author", "authors")))[:MOST]
    if not found and fields.get("authors"):
        found = list(_each(fields.get("authors")))[:MOST]
    return list({record.login: record for record in found if record.login}.values())


def listed_authors(folder: Folder) -> dict[str, AuthorRecord]:
    for name in LISTS:
        for ending in LANGUAGES:
            if path := folder.find(f"{name}{ending}"):
                entries = read_data(folder, path).items()
                return {login: _person(login, Fields(each)) for login, each in entries if isinstance(each, dict)}
    return {}


def of_section(piece: Piece) -> AuthorRecord:
    """A file of its own about somebody."""
    fields, login = piece.fields, piece.place.name
    return AuthorRecord(login, fields.words("email"), fields.words("title", "name") or login, piece.body.strip())


def _each(value: Value) -> Iterator[AuthorRecord]:
    if isinstance(value, dict):
        fields = Fields(value)
        if name := fields.words("name", "login", "username"):
            yield _person(name, fields)
    elif isinstance(value, list):
        for each in value:
            yield from _each(each) if not isinstance(each, list) else ()
    elif value.strip():
        yield AuthorRecord(" ".join(value.split())[:150], name=" ".join(value.split()))


def _person(login: str, fields: Fields) -> AuthorRecord:
    name = fields.words("name", "display_name", "title") or login
    website = fields.words("website", "url", "web", "uri", "site", "homepage", "link")
    return AuthorRecord(login[:150], fields.words("email", "mail"), name, fields.words("bio", "description"), website)
