"""Where a post, a page or a file stood before: its link, its slugs of earlier times, its number, its guid."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ..models import Code, ImportedPicture, OldAddress, Post
from ..redirects.spelling import LONGEST_PATH, SLASHES, plain, plain_path
from .ledger import Ledger, host_of
from .library import Library
from .records import AttachmentRecord, PostRecord


def remember(post: Post, record: PostRecord, ledger: Ledger) -> None:
    """A link is what people have bookmarked, whoever else claims it; a number or a guid takes only what is free."""
    own = plain(post.get_absolute_url())
    for path in _links(record, ledger.host):
        if plain(path) == own:
            continue
        decided = _decided(path)
        if decided is None:
            OldAddress.objects.remember(path, post)
        elif decided.post_id != post.pk:
            sentence = _("an old address of it leads elsewhere by a redirect that was made here.")
            ledger.report.remark(post.kind, record.id, sentence)
    for path in [*_numbers(record), *_guid(record, ledger.host)]:
        if plain(path) != own:
            OldAddress.objects.remember_if_free(path, post)


def remember_files(library: Library, ledger: Ledger, progress: Callable[[], None]) -> None:
    """The page of a file leads to the post it belongs to, the file's own address to the picture."""
    for record in library.by_id.values():
        pages = [path for address in (record.link, record.guid) if (path := path_on(ledger.host, address))]
        if record.id.isdecimal() and len(record.id) < 19:
            pages.append(f"/?attachment_id={int(record.id)}")
        post = Post.objects.filter(pk=ledger.posts.get(record.parent)).first()
        if post:
            for path in pages:
                OldAddress.objects.remember_if_free(path, post)
        _lead_to_picture(record, library, ledger, [] if post else pages)
        progress()


def remember_picture(row: ImportedPicture) -> None:
    """For a picture that has just come."""
    here = plain(row.picture.file.url)
    for path in row.paths:
        if plain(path) != here:
            OldAddress.objects.remember_picture(path, row.picture)


def _decided(path: str) -> OldAddress | None:
    """Only people, and files of redirects, lead an address to what is no row, or not for good."""
    return OldAddress.objects.filter(path=plain_path(path)).exclude(target="", code=Code.MOVED).first()


def _lead_to_picture(record: AttachmentRecord, library: Library, ledger: Ledger, pages: list[str]) -> None:
    spellings = library.spellings(record.address)
    row = ImportedPicture.objects.filter(address__in=spellings[:1]).select_related("picture").first()
    if row is None:
        return
    paths = [path for each in spellings if (path := path_on(ledger.host, each))]
    paths = list(dict.fromkeys([*paths, *pages]))
    if paths != row.paths:
        row.paths = paths
        row.save(update_fields=["paths"])
    if row.picture:
        remember_picture(row)


def _links(record: PostRecord, host: str) -> Iterator[str]:
    yield from (path for each in record.old_links if (path := path_on(host, each)))
    path = path_on(host, record.link)
    if path is None:
        return
    yield path
    for slug in record.meta.get("_wp_old_slug", []):
        stem, _slash, end = path.rstrip("/").rpartition("/")
        if end and slug.strip("/ "):
            yield f"{stem}/{slug.strip()}{'/' if path.endswith('/') else ''}"


def _numbers(record: PostRecord) -> Iterator[str]:
    """Only WordPress has such addresses."""
    if record.markup == "wordpress" and record.id.isdecimal() and len(record.id) < 19:
        yield f"/?p={int(record.id)}"
        if record.type == "page":
            yield f"/?page_id={int(record.id)}"


def _guid(record: PostRecord, host: str) -> Iterator[str]:
    path = path_on(host, record.guid)
    if path:
        yield path


def path_on(host: str, address: str) -> str | None:
    """
    The path of an address of the old blog, as it is written there: `remember` decodes it, and what is decoded twice is
    another address. None for `/`, queries and other hosts.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    read = plain_path(parts.path)
    is_here = host_of(address) == host if parts.netloc else read.startswith("/")
    if parts.query or read in {"", "/"} or not is_here or len(read) > LONGEST_PATH:
        return None
    return SLASHES.sub("/", parts.path)
