"""`revisions/`: every version of every post, one file for each."""

from itertools import groupby
from operator import attrgetter

from ..models import Revision
from .archive import Archive
from .front_matter import stamp
from .names import Names

PORTION = 200


def write(archive: Archive, names: Names) -> None:
    revisions = Revision.objects.order_by("post_id", "number").iterator(chunk_size=PORTION)
    for post_id, versions in groupby(revisions, key=attrgetter("post_id")):
        archive.stream_records(f"revisions/{post_id}.jsonl", (_record(version, names) for version in versions))


def _record(version: Revision, names: Names) -> dict:
    facts = {
        "number": version.number,
        "created": stamp(version.created_at),
        "editor": names.people.get(version.editor_id),
        "public_from": stamp(version.public_from),
        "public_until": stamp(version.public_until),
        "withdrawn": stamp(version.withdrawn_at),
        "withdrawn_by": names.people.get(version.withdrawn_by_id),
        "withdrawal_reason": version.withdrawal_reason or None,
        "fields": _named(version.fields, names),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _named(fields: dict, names: Names) -> dict:
    """With names for the numbers of other rows; what was deleted since has none."""
    one = {"cover": names.pictures, "author": names.people, "series": names.terms["series"], "parent": names.pages}
    named = dict(fields)
    for name, known in one.items():
        if f"{name}_id" in named:
            named[name] = known.get(named.pop(f"{name}_id"))
    for name in ("tags", "categories"):
        named[name] = sorted(names.terms[name][pk] for pk in fields.get(name, []) if pk in names.terms[name])
    return named
