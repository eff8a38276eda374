"""A row of Ghost's posts as a record. What strangers could not read there is never `publish` here."""

from django.utils.translation import gettext as _

from ..elements import LONGEST_TEXT
from ..plain_text import plain
from ..records import AttachmentRecord, PostRecord, TermRecord
from .permalinks import PLAIN, absolute, permalink
from .rows import Row
from .tables import LONGEST_VALUE, META, Tables
from .texts import FIELDS, content_of

STATUSES = {"published": "publish", "scheduled": "future"}
FOR_ALL, FOR_MEMBERS = {"", "public"}, {"members"}
# Kept with the original, in case a better importer asks for it.
KEPT = (
    "uuid", "comment_id", "visibility", "canonical_url", "custom_template", "email_recipient_filter", "locale",
    "codeinjection_head", "codeinjection_foot", "published_by", *META,
)  # fmt: skip


def record_of(row: Row, tables: Tables, site: str) -> PostRecord:
    number = row.word("id") or row.word("uuid") or row.word("slug")
    meta = tables.meta.get(row.word("id")) or Row({})
    authors = _authors(row, tables)
    terms = _terms(row, tables)
    links = _links(row, tables, authors, terms, site)
    is_long = any(len(row.text(name)) > LONGEST_TEXT for name in FIELDS)
    return PostRecord(
        id=number[:200],
        guid=_guid(row)[:200],
        type="page" if _is_page(row) else row.word("type")[:40] or "post",
        status=_status(row, meta),
        title=plain(row.text("title")),
        slug=row.word("slug"),
        link=links[0],
        old_links=tuple(links[1:]),
        login=authors[0] if authors else "",
        coauthors=tuple(authors[1:]),
        content="" if is_long else content_of(row, site),
        excerpt=plain(row.text("custom_excerpt") or meta.text("meta_description") or row.text("meta_description")),
        published_at=row.date("published_at"),
        updated_at=row.date("updated_at"),
        created_at=row.date("created_at"),
        is_sticky=row.flag("featured"),
        members_only=_visibility(row) in FOR_MEMBERS,
        terms=tuple(terms),
        cover=_cover(row, meta, site),
        meta=_meta(row, meta),
        losses=_losses(row),
        markup="ghost",
        unfit=_("is larger than any post can be") if is_long else "",
    )


def _guid(row: Row) -> str:
    """What Ghost's feeds name a post by: its id, and before version 1, when ids were numbers, its uuid."""
    number = row.word("id")
    return row.word("uuid") if not number or number.isdecimal() else number


def _status(row: Row, meta: Row) -> str:
    status = STATUSES.get(row.word("status"), row.word("status")[:40] or "draft")
    if status in {"publish", "future"}:
        if row.flag("email_only") or meta.flag("email_only"):
            return "sent"
        if _visibility(row) not in FOR_ALL | FOR_MEMBERS:
            return "private"
    return status


def _visibility(row: Row) -> str:
    """The oldest exports have none; what is no word is not public."""
    value = row.values.get("visibility")
    return row.word("visibility") if isinstance(value, str) else "" if value is None else "unknown"


def _authors(row: Row, tables: Tables) -> list[str]:
    ids = [author for _at, author in sorted(tables.authors_of.get(row.word("id"), ()), key=lambda each: each[0])]
    ids = ids or [row.word("author_id") or row.word("author")]
    return list(dict.fromkeys(login_of(tables.users[each]) for each in ids if each in tables.users))


def login_of(user: Row) -> str:
    return user.word("slug") or user.word("name") or user.word("id")


def _terms(row: Row, tables: Tables) -> list[TermRecord]:
    """The primary tag first."""
    ids = [tag for _at, tag in sorted(tables.tags_of.get(row.word("id"), ()), key=lambda each: each[0])]
    terms = [term_of(tables.tags[each]) for each in dict.fromkeys(ids) if each in tables.tags]
    return [term for term in terms if term.kind == "tag"]


def term_of(tag: Row) -> TermRecord:
    name, slug = plain(tag.text("name")), tag.word("slug")
    is_internal = tag.word("visibility") not in FOR_ALL or name.startswith("#")
    kind, taxonomy = ("other", "internal tag") if is_internal else ("tag", "tag")
    return TermRecord(kind, slug, name, plain(tag.text("description")), "", taxonomy)


def _links(row: Row, tables: Tables, authors: list[str], terms: list[TermRecord], site: str) -> list[str]:
    """Where it stood first, then where else it may have stood."""
    slug, author = row.word("slug"), next(iter(authors), "")
    if not slug:
        return [""]
    tag = terms[0].slug if terms else "all"
    parts = {"id": row.word("id"), "slug": slug, "author": author, "primary_author": author, "primary_tag": tag}
    pattern = PLAIN if _is_page(row) else tables.settings.get("permalinks", PLAIN)
    paths = [permalink(pattern, tables.time_zone, row.date("published_at"), parts), permalink(PLAIN, "", None, parts)]
    return [site + path for path in dict.fromkeys(paths)]


def _is_page(row: Row) -> bool:
    """In the oldest exports a page is a post with a flag."""
    return row.flag("page") or row.word("type") == "page"


def _cover(row: Row, meta: Row, site: str) -> AttachmentRecord | None:
    address = absolute(row.word("feature_image") or row.word("image"), site)
    if not address:
        return None
    alt = meta.word("feature_image_alt") or row.word("feature_image_alt")
    caption = plain(meta.text("feature_image_caption") or row.text("feature_image_caption"))
    return AttachmentRecord("", address, alt=alt, caption=caption)


def _meta(row: Row, meta: Row) -> dict[str, list[str]]:
    found = {name: row.text(name) or meta.text(name) for name in KEPT}
    return {name: [value] for name, value in found.items() if value and len(value) <= LONGEST_VALUE}


def _losses(row: Row) -> tuple[str, ...]:
    losses = []
    if row.word("codeinjection_head") or row.word("codeinjection_foot"):
        losses.append(_("code injection of a post: scripts and styles have no place here"))
    if row.word("canonical_url"):
        losses.append(_("canonical address elsewhere: kept with the original only"))
    return tuple(losses)
