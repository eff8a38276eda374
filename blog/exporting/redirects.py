"""`redirects.csv`: every old address, where it leads and how, in columns that the desk reads, too."""

import csv
import io
from collections.abc import Iterator
from urllib.parse import unquote

from ..models import GOALS, OldAddress
from ..redirects.goals import address_of
from ..redirects.spelling import typed
from .archive import Archive


def write(archive: Archive) -> None:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["source", "target", "code"])
    rows.writerows(sorted(_redirects()))
    archive.write("redirects.csv", text.getvalue())


def _redirects() -> Iterator[tuple[str, str, int]]:
    for old in OldAddress.objects.select_related(*GOALS).iterator(chunk_size=500):
        yield typed(old.path), _target(old), old.code


def _target(old: OldAddress) -> str:
    """As people read it, empty for what is gone; a fixed target is kept as somebody typed it."""
    return typed(unquote(address_of(old.goal))) if old.goal else old.target
