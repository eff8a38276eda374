"""WordPress's export file (WXR 1.0 to 1.2): elements become records, one at a time."""

from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from django.utils.translation import gettext as _

from . import dates, own_meta
from .elements import PIECE, Element, read_elements
from .plain_text import plain
from .records import AttachmentRecord, AuthorRecord, CommentRecord, PostRecord, Site, TermRecord
from .sources import Record, Unreadable

MAX_FILE_BYTES = 2 * 1024**3
LONGEST_META = 20_000
# Texts are kept here, by the block editor and by another Broadsheet.
LONG_META = ("footnotes", own_meta.PREFIX)
# Fetched from other sites, or WordPress's own bookkeeping: no better converter will ask for it.
DULL_META = ("_oembed_", "_edit_", "_menu_item_", "_publicize_")
TAXONOMIES = {"category": "category", "post_tag": "tag"}


class Export:
    """One file of an export, a `sources.Source`."""

    program = "WordPress"

    def __init__(self, path: Path, zone: tzinfo, name: str = ""):
        self.path, self.zone, self.name = path, zone, name or path.name

    def picture(self, address: str) -> None:
        """No picture comes with such a file."""

    def records(self, repairs: Counter) -> Iterator[Record]:
        """The site is told again whenever more is known."""
        facts, found = {}, False
        for element in read_elements(self._pieces(), repairs):
            found = found or element.name.startswith("wp:")
            if element.name in {"title", "link", "wp:base_site_url", "wp:base_blog_url"}:
                facts[element.name] = element.text.strip()
                yield _site(facts)
            elif element.name == "wp:author":
                yield _author(element)
            elif element.name in TERMS:
                yield TERMS[element.name](element)
            elif element.name == "item":
                found = found or any(child.name.startswith("wp:") for child in element.children)
                is_file = element.find("wp:post_type").strip() == "attachment"
                yield _attachment(element) if is_file else _post(element, self.zone)
        if not found:
            raise Unreadable("it is a feed, not a WordPress export: nothing in it is marked `wp:`.")

    def _pieces(self) -> Iterator[bytes]:
        try:
            if self.path.stat().st_size > MAX_FILE_BYTES:
                raise Unreadable(f"it is larger than {MAX_FILE_BYTES // 1024**3} GB; export it in parts.")
            with self.path.open("rb") as file:
                while piece := file.read(PIECE):
                    yield piece
        except OSError as error:
            raise Unreadable(f"it cannot be opened: {error.strerror or error}.") from error


def _site(facts: dict[str, str]) -> Site:
    address = facts.get("wp:base_blog_url") or facts.get("link") or facts.get("wp:base_site_url", "")
    return Site(plain(facts.get("title", "")), address)


def _author(element: Element) -> AuthorRecord:
    names = [element.find("wp:author_first_name"), element.find("wp:author_last_name")]
    name = plain(element.find("wp:author_display_name")) or plain(" ".join(names))
    return AuthorRecord(element.find("wp:author_login").strip(), element.find("wp:author_email").strip(), name)


def _category(element: Element) -> TermRecord:
    return TermRecord(
        "category",
        element.find("wp:category_nicename").strip(),
        plain(element.find("wp:cat_name")),
        plain(element.find("wp:category_description")),
        element.find("wp:category_parent").strip(),
        "category",
    )


def _tag(element: Element) -> TermRecord:
    slug, name = element.find("wp:tag_slug").strip(), plain(element.find("wp:tag_name"))
    return TermRecord("tag", slug, name, plain(element.find("wp:tag_description")), "", "post_tag")


def _term(element: Element) -> TermRecord:
    taxonomy = element.find("wp:term_taxonomy").strip()
    return TermRecord(
        TAXONOMIES.get(taxonomy, "other"),
        element.find("wp:term_slug").strip(),
        plain(element.find("wp:term_name")),
        plain(element.find("wp:term_description")),
        element.find("wp:term_parent").strip(),
        taxonomy,
    )


TERMS = {"wp:category": _category, "wp:tag": _tag, "wp:term": _term}


def _attachment(item: Element) -> AttachmentRecord:
    field, meta = item.find, _meta(item)
    record = AttachmentRecord(
        id=field("wp:post_id").strip(),
        address=field("wp:attachment_url").strip() or field("guid").strip(),
        parent=_reference(field("wp:post_parent")),
        title=plain(field("title")),
        alt=plain("".join(meta.get("_wp_attachment_image_alt", [])[:1])),
        caption=plain(field("excerpt:encoded")),
        link=field("link").strip(),
        guid=field("guid").strip(),
        comments=sum(1 for _comment in item.all("wp:comment")),
    )
    return own_meta.restored_attachment(record, meta)


def _post(item: Element, zone: tzinfo) -> PostRecord:
    field = item.find
    record = PostRecord(
        id=field("wp:post_id").strip(),
        guid=field("guid").strip(),
        type=field("wp:post_type").strip() or "post",
        status=field("wp:status").strip() or "unknown",
        title=plain(field("title")),
        slug=field("wp:post_name").strip(),
        link=field("link").strip(),
        login=field("dc:creator").strip(),
        content=field("content:encoded"),
        excerpt=plain(field("excerpt:encoded")),
        published_at=dates.parse(field("wp:post_date_gmt"), field("wp:post_date"), zone)
        or dates.parse_mail_date(field("pubDate")),
        updated_at=dates.parse(field("wp:post_modified_gmt"), field("wp:post_modified"), zone),
        parent=_reference(field("wp:post_parent")),
        menu_order=_number(field("wp:menu_order")),
        is_sticky=field("wp:is_sticky").strip() == "1",
        comments_open=field("wp:comment_status").strip() != "closed",
        terms=tuple(_terms_of(item)),
        coauthors=tuple(_coauthors_of(item)),
        meta=_meta(item),
        password=field("wp:post_password"),
        comments=tuple(_comment(each, zone) for each in item.all("wp:comment")),
        unfit=_("is larger than any post can be") if item.is_oversized else "",
    )
    return own_meta.restored(record)


def _reference(text: str) -> str:
    """The id of another row; 0 is none."""
    return "" if text.strip() in {"", "0"} else text.strip()


def _number(text: str) -> int:
    try:
        return max(-(2**31), min(2**31 - 1, int(text)))
    except ValueError:
        return 0


def _terms_of(item: Element) -> Iterator[TermRecord]:
    for element in item.all("category"):
        kind = TAXONOMIES.get(element.attributes.get("domain", ""))
        if kind:
            yield TermRecord(kind, element.attributes.get("nicename", "").strip(), plain(element.text))


def _coauthors_of(item: Element) -> Iterator[str]:
    """The plugin Co-Authors Plus files posts under its authors; a name of theirs is a login with `cap-` before it."""
    for element in item.all("category"):
        if element.attributes.get("domain") == "author":
            yield element.attributes.get("nicename", "").strip().removeprefix("cap-")


def _meta(item: Element, name: str = "postmeta") -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for element in item.all(f"wp:{name}"):
        key, value = element.find("wp:meta_key").strip()[:200], element.find("wp:meta_value")
        is_fit = len(value) <= LONGEST_META or key.startswith(LONG_META)
        if key and is_fit and not key.startswith(DULL_META):
            meta.setdefault(key, []).append(value)
    return meta


def _comment(element: Element, zone: tzinfo) -> CommentRecord:
    field = element.find
    record = CommentRecord(
        id=field("wp:comment_id").strip(),
        parent=_reference(field("wp:comment_parent")),
        type=field("wp:comment_type").strip(),
        status=field("wp:comment_approved").strip(),
        name=plain(field("wp:comment_author")),
        email=field("wp:comment_author_email").strip(),
        url=field("wp:comment_author_url").strip(),
        content=field("wp:comment_content"),
        created_at=dates.parse(field("wp:comment_date_gmt"), field("wp:comment_date"), zone),
    )
    return own_meta.restored_comment(record, _meta(element, "commentmeta"))
