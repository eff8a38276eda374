"""A post or a page of an export: front matter by docs/exporting.md, and the body as it stands."""

from dataclasses import dataclass

from ....paper.buttons import known
from ....redirects.spelling import typed
from ...records import AttachmentRecord, CommentRecord, PostRecord, RevisionRecord, TermRecord
from ..fields import Fields
from .json_lines import iso

VISIBILITIES = {"public", "password", "members", "private"}
TAXONOMIES = {"tags": "tag", "categories": "category", "series": "series"}


@dataclass(frozen=True)
class Beside:
    """What lies in other files of the export."""

    parent: str = ""
    comments: tuple[CommentRecord, ...] = ()
    revisions: tuple[RevisionRecord, ...] = ()


def article(path: str, fields: Fields, body: str, address: str, beside: Beside) -> PostRecord:
    params = fields.inner("params")
    is_page = params.words("kind") == "page"
    status, visibility = _state(fields, params)
    return PostRecord(
        id=path,
        guid=params.words("feed_id"),
        type="page" if is_page else "post",
        status=status,
        title=fields.exact("title"),
        slug=fields.words("slug"),
        link=address.rstrip("/") + fields.words("url") if is_page and fields.words("url") else "",
        login=fields.words("author"),
        content=body,
        excerpt=fields.exact("summary"),
        published_at=iso(fields.words("date")),
        updated_at=iso(fields.words("lastmod")),
        parent=beside.parent,
        menu_order=fields.number("weight") or 0,
        is_sticky=params.says_yes("pinned"),
        comments_open=params.words("comments") != "closed",
        terms=tuple(_terms(fields, params)),
        markup="markdown",
        password=params.exact("password"),
        members_only=visibility == "members",
        expires_at=iso(fields.words("expirydate")),
        language=fields.words("language"),
        part=fields.number("series_order"),
        cover=_cover(fields.inner("cover")),
        old_links=tuple(typed(path) for path in fields.exact_list("aliases")),
        created_at=iso(params.words("created")),
        own_id=params.number("id"),
        revisions=beside.revisions,
        comments=beside.comments,
        paper_buttons=known(params.inner("paper_buttons").values),
        visibility=visibility,
        trashed_at=iso(params.words("trashed")),
    )


def _state(fields: Fields, params: Fields) -> tuple[str, str]:
    """What is said badly is taken for private."""
    visibility = params.words("visibility")
    if visibility not in VISIBILITIES or (visibility == "password" and not params.words("password")):
        visibility = "private"
    if "trashed" in params:
        return "trash", visibility
    if visibility == "private":
        return "private", visibility
    return "publish" if iso(fields.words("date")) else "draft", visibility


def _terms(fields: Fields, params: Fields):
    for name, kind in TAXONOMIES.items():
        names, slugs = fields.exact_list(name), params.exact_list(name)
        for index, each in enumerate(names):
            yield TermRecord(kind, slugs[index] if len(slugs) == len(names) else "", each)


def _cover(cover: Fields) -> AttachmentRecord | None:
    address = cover.words("image")
    return AttachmentRecord("", address, alt=cover.exact("alt"), caption=cover.exact("caption")) if address else None
