"""`redirects.csv`: every old address and where it leads."""

import csv
import io
from collections.abc import Iterator
from urllib.parse import unquote

from ..models import GOALS, OldAddress
from ..redirects.goals import address_of
from .archive import Archive


def write(archive: Archive) -> None:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["source", "target"])
    rows.writerows(sorted(_redirects()))
    archive.write("redirects.csv", text.getvalue())


def _redirects() -> Iterator[tuple[str, str]]:
    for old in OldAddress.objects.select_related(*GOALS).iterator(chunk_size=500):
        yield old.path, target_of(old)


def target_of(old: OldAddress) -> str:
    """Empty for what is gone for good."""
    return unquote(address_of(old.goal)) if old.goal else old.target
