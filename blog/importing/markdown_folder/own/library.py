"""`pictures.jsonl`, `redirects.csv` and the files that say something of terms and people."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from ....paper.buttons import known
from ....redirects.sheets import CODES
from ...records import AttachmentRecord, AuthorRecord, RedirectRecord, TermRecord
from ..fields import Fields
from .json_lines import moment, objects, text

UPLOADS = "uploads"
MEDIA = "/media/"
LONGEST_ROW = 4_000
FOR_GOOD, GONE = CODES["301"], CODES["410"]


def pictures(path: Path, repairs: Counter) -> Iterator[AttachmentRecord]:
    for _place, row in objects(path, repairs):
        file = text(row, "file")
        if file:
            yield AttachmentRecord(
                id=file,
                address=MEDIA + file,
                alt=text(row, "alt"),
                caption=text(row, "caption"),
                credit=text(row, "credit"),
                sha256="" if row.get("missing") else text(row, "sha256"),
                created_at=moment(row, "created"),
                login=text(row, "uploaded_by"),
            )


def redirects(path: Path, known: set[str], repairs: Counter) -> Iterator[RedirectRecord]:
    """Those that no post knows itself. Which it knows, it leads on from for good."""
    if path.is_symlink() or not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(_bounded(file), strict=False)
        next(rows, None)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error:
                row = []
            if record := _redirect(row):
                if record.path not in known or record.code != FOR_GOOD:
                    yield record
            elif row != [""]:
                repairs[_("lines of redirects.csv that are none")] += 1


def _redirect(row: list[str]) -> RedirectRecord | None:
    """Source, target, code; without a code it leads on for good."""
    path, target, code = [*row, ""] if len(row) == 2 else row if len(row) == 3 else ("", "", "")
    found = CODES.get(code)
    return RedirectRecord(path, target, found) if path and found and (target or found == GONE) else None


def term(kind: str, fields: Fields, body: str) -> TermRecord:
    params = fields.inner("params") if kind == "category" else Fields({})
    buttons = known(params.inner("paper_buttons").values)
    return TermRecord(
        kind, fields.words("slug"), fields.words("title"), body, params.words("parent"), paper_buttons=buttons
    )


def person(fields: Fields, body: str) -> AuthorRecord:
    params = fields.inner("params")
    name, website, avatar = (params.words(each) for each in ("display_name", "website", "avatar"))
    return AuthorRecord(fields.words("slug"), "", name, body, website, avatar)


def picture_file(address_path: str) -> PurePosixPath | None:
    """Where in the export the file is that was served at this path."""
    return PurePosixPath(UPLOADS, address_path.removeprefix(MEDIA)) if address_path.startswith(MEDIA) else None


def _bounded(file) -> Iterator[str]:
    while line := file.readline(LONGEST_ROW):
        yield line.replace("\0", "")
