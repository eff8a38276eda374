"""
What an export of ours tells in meta fields of a WordPress file, and how a record gets it back.

The file may have been through a WordPress in between, where people edited texts and hid posts. So each item carries a
seal over what WordPress shows of it: where it does not fit any more, WordPress is right and the fields are not read.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from .dates import FIRST_YEAR, LAST_YEAR
from .plain_text import INVISIBLE
from .records import AttachmentRecord, CommentRecord, PostRecord, TermRecord

PREFIX = "_broadsheet_"
MOST_PARTS = 32_767  # as many as the column holds


def prefixed(facts: dict) -> dict:
    return {PREFIX + name: value for name, value in facts.items()}


def seal(*texts: str) -> str:
    """Of what is seen: programs in between may fold white space and drop characters without a shape."""
    seen = (" ".join(INVISIBLE.sub("", text).split()) for text in texts)
    return sha256("\0".join(seen).encode("utf-8", "surrogatepass")).hexdigest()


def series_as_text(slug: str, name: str, description: str) -> str:
    return json.dumps({"slug": slug, "name": name, "description": description}, ensure_ascii=False, sort_keys=True)


def restored(record: PostRecord) -> PostRecord:
    """The record as it was before it became WordPress's; as it is, if it comes from elsewhere or was changed there."""
    own = _own(record.meta)
    words = (record.status, record.password, record.title, record.excerpt, record.content)
    if "markdown" not in own or own.get("seal") != seal(*words):
        return record
    return replace(
        record,
        content=own["markdown"],
        markup="markdown",
        title=own.get("title", record.title),
        excerpt=own.get("summary", record.excerpt),
        status=_status(record, own),
        visibility=_visibility(record, own),
        members_only=_visibility(record, own) == "members",
        trashed_at=_date(own.get("trashed")),
        **_dates(record, own),
        language=own.get("language", ""),
        part=_part(own.get("part", "")),
        terms=(*record.terms, *_series(own)),
        old_links=tuple(record.meta.get(f"{PREFIX}old_address", ())),
        own_id=_number(record.id),
        meta={key: values for key, values in record.meta.items() if not _is_ours(key)},
    )


def restored_comment(record: CommentRecord, meta: dict[str, list[str]]) -> CommentRecord:
    own = _own(meta)
    if "markdown" not in own or own.get("seal") != seal(record.status, record.content):
        return record
    return replace(
        record,
        content=own["markdown"],
        markup="markdown",
        created_at=_date(own.get("date")) or record.created_at,
        edited_at=_date(own.get("edited")),
        own_id=_number(record.id),
    )


def restored_attachment(record: AttachmentRecord, meta: dict[str, list[str]]) -> AttachmentRecord:
    own = _own(meta)
    return replace(record, sha256=own.get("sha256", ""), credit=own.get("credit", record.credit))


def _own(meta: dict[str, list[str]]) -> dict[str, str]:
    return {key.removeprefix(PREFIX): values[0] for key, values in meta.items() if key.startswith(PREFIX) and values}


def _is_ours(key: str) -> bool:
    # All old addresses are in a field of our own; of slugs alone the importer would make addresses that never were.
    return key.startswith(PREFIX) or key == "_wp_old_slug"


def _status(record: PostRecord, own: dict[str, str]) -> str:
    """WordPress has no members and no end: such a post was private there, so that it stayed hidden."""
    if record.status != "private" or _visibility(record, own) == "private":
        return record.status
    return "publish" if _date(own.get("published")) else "draft"


def _visibility(record: PostRecord, own: dict[str, str]) -> str:
    """What is not said well is private."""
    is_hidden, has_end = record.status == "private", _date(own.get("expires")) is not None
    guards = {"members": True, "password": bool(record.password), "public": has_end or not is_hidden}
    said = own.get("visibility", "")
    return said if guards.get(said) else "private"


def _dates(record: PostRecord, own: dict[str, str]) -> dict[str, datetime | None]:
    """To the microsecond."""
    return {
        "published_at": _date(own.get("published")),
        "updated_at": _date(own.get("changed")) or record.updated_at,
        "created_at": _date(own.get("created")),
        "expires_at": _date(own.get("expires")),
    }


def _date(text: str | None) -> datetime | None:
    try:
        date = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return date if date.tzinfo and FIRST_YEAR <= date.year <= LAST_YEAR else None


def _part(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 and int(text) <= MOST_PARTS else None


def _series(own: dict[str, str]) -> Iterable[TermRecord]:
    try:
        said = json.loads(own.get("series", "{}"))
        return [TermRecord("series", str(said["slug"]), str(said["name"]), str(said["description"]))]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
