"""A file's record: its front matter asked for everything that a post can have, its text in our Markdown."""

import json
import re
from collections import Counter
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from ...markdown import MAX_POST_BYTES
from ..plain_text import plain
from ..records import AttachmentRecord, AuthorRecord, PostRecord
from ..text_addresses import rewritten
from .addresses import Addresses
from .code import parts
from .constructs.dialect import Dialect, Page
from .fields import Fields
from .folder import written
from .people import authors_of
from .pieces import FOREIGN, Piece
from .programs.program import EXPIRES, UPDATED, Program
from .terms import part_of, terms_of
from .titles import title_of

COVERS = (
    "cover", "image", "featured_image", "featuredimage", "featureimage", "feature_image", "cover_image", "coverimage",
    "images", "header", "thumbnail", "banner", "hero", "teaser", "og_image",
)  # fmt: skip
SUMMARIES = ("summary", "excerpt", "description", "subtitle", "lead")
OLD_ADDRESSES = ("aliases", "redirect_from", "redirects", "old_urls")
COMMENTS = ("comments", "comment", "allow_comments", "commentable", "enablecomments", "showcomments")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
LONGEST_META = 20_000


class Articles:
    def __init__(self, program: Program, dialect: Dialect, addresses: Addresses):
        self.program, self.dialect, self.addresses = program, dialect, addresses

    def record(self, piece: Piece) -> PostRecord:
        program, fields = self.program, piece.fields
        title, body = title_of(piece)
        losses: Counter[str] = Counter()
        content = self._text(piece, body, losses)
        link, authors = self.addresses.links[piece.path], self.authors_of(fields)
        kind = program.type_of(piece)
        return PostRecord(
            id=written(piece.path),
            guid=self._guid(piece, link) if kind == "post" else "",
            type=kind,
            status="draft" if program.is_draft(piece) else "publish",
            title=plain(title),
            slug=program.slug(piece),
            link=self.addresses.full(link),
            login=authors[0].login if authors else "",
            content=content,
            excerpt=plain(fields.words(*SUMMARIES)),
            published_at=program.date(piece),
            updated_at=fields.moment(program.zone, *UPDATED),
            created_at=fields.moment(program.zone, "created", "created_at"),
            menu_order=fields.number("weight", "nav_order", "order") or 0,
            is_sticky=any(fields.says_yes(name) for name in ("pin", "pinned", "sticky")),
            comments_open=not self._closes_comments(fields),
            terms=terms_of(piece, program),
            meta=_meta(piece, content),
            password=fields.words("password"),
            markup="html" if piece.is_html else "markdown",
            expires_at=fields.moment(program.zone, *EXPIRES),
            language=(fields.words("lang", "language", "locale") or piece.place.language)[:35],
            part=part_of(fields),
            cover=self._cover(piece),
            old_links=self._old_links(piece, link),
            coauthors=tuple(author.login for author in authors[1:]),
            losses=tuple(losses.elements()),
            unfit=_("is not Markdown but %s") % piece.path.suffix if piece.path.suffix.lower() in FOREIGN else "",
        )

    def _text(self, piece: Piece, body: str, losses: Counter) -> str:
        if len(body) > MAX_POST_BYTES:
            return body
        addresses = self.addresses
        page = Page(
            lambda words: addresses.by_words(piece, words),
            addresses.base,
            addresses.origin + addresses.base if addresses.is_known else "",
            losses,
        )
        if not piece.is_html:
            body = "".join(
                self.dialect.in_code(part) if is_code else self.dialect.in_prose(part, page)
                for part, is_code in parts(body, self.dialect.stretches)
            )
        return rewritten(
            body,
            picture=lambda address: self._picture(piece, address, losses),
            link=lambda address: addresses.link(piece, address),
        )

    def _picture(self, piece: Piece, address: str, losses: Counter) -> str | None:
        found = self.addresses.picture(piece, address)
        if found is None and not SCHEME.match(address) and not self.addresses.is_known:
            losses[_("picture that is not in the folder")] += 1
        return found

    def _guid(self, piece: Piece, link: str) -> str:
        return self.addresses.full(self.program.guid(piece, link)) if self.addresses.is_known else ""

    def authors_of(self, fields: Fields) -> list[AuthorRecord]:
        return authors_of(fields) or authors_of(self.program.settings)

    def _closes_comments(self, fields: Fields) -> bool:
        if any(fields.says_no(name) or fields.words(name).lower() == "closed" for name in COMMENTS):
            return True
        return fields.says_yes("disablecomments") or fields.says_yes("disable_comments")

    def _cover(self, piece: Piece) -> AttachmentRecord | None:
        for name in COVERS:
            if name in piece.fields and (cover := _cover_of(piece.fields.get(name))):
                address = self.addresses.picture(piece, cover.address) or cover.address
                if "://" not in address and not self.addresses.is_known:
                    return None
                return AttachmentRecord("", address, alt=plain(cover.alt), caption=plain(cover.caption))
        return None

    def _old_links(self, piece: Piece, link: str) -> tuple[str, ...]:
        """Those that are no paths from the root are beside the address; as Hugo understands them."""
        paths = (urljoin(link.rstrip("/"), alias) for alias in piece.fields.listed(*OLD_ADDRESSES, split="\n"))
        return tuple(self.addresses.full(path) for path in paths if path.startswith("/") or "://" in path)


def _cover_of(value) -> AttachmentRecord | None:
    if isinstance(value, str):
        return AttachmentRecord("", value.strip()) if value.strip() else None
    if isinstance(value, list):
        return _cover_of(value[0]) if value else None
    fields = Fields(value)
    address = fields.words("image", "src", "path", "url", "teaser", "overlay_image", "feature")
    alt = fields.words("alt", "image_alt", "image_description")
    return AttachmentRecord("", address, alt=alt, caption=fields.words("caption")) if address else None


def _meta(piece: Piece, content: str) -> dict[str, list[str]]:
    """The originals, for a better converter."""
    told = json.dumps(piece.fields.values, ensure_ascii=False, sort_keys=True)
    meta = {"front matter": [told]} if len(told) <= LONGEST_META else {}
    return meta if content == piece.body else meta | {"text": [piece.body[:MAX_POST_BYTES]]}
