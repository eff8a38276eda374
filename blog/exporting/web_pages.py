"""`index.html` and `style.css`: what was public, to be read by a double click. An h-feed (microformats.org)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from config.models import SiteSettings
from config.site import absolute

from ..models import Post
from .archive import Archive
from .offline_html import Place, anchor_of, offline, upload
from .public import public_pieces

# With more than these a browser would be slow to open them as one page.
MOST_ON_ONE_PAGE = 500
STYLES = ["tokens", "prose", "code", "export"]


@dataclass(frozen=True)
class Piece:
    """A line of the contents."""

    post: Post
    chapter: str  # a year, or empty: the pages
    file: str

    @property
    def target(self) -> str:
        return f"{self.file}#{anchor_of(self.post)}"


def write(archive: Archive, site: SiteSettings) -> None:
    contents = _contents()
    head = {"site": site, "site_url": settings.SITE_URL, "language": settings.LANGUAGE_CODE}
    pieces = {unquote(each.post.get_absolute_url()): each.target for each in contents}
    files = sorted({each.file for each in contents if each.file})
    archive.stream("index.html", _index(contents, head, Place("", pieces), is_whole=not files))
    for file in files:
        archive.stream(file, _page(file, head, Place("../", pieces), contents))
    archive.stream("style.css", (Path(finders.find(f"css/{name}.css")).read_text() for name in STYLES))


def _contents() -> list[Piece]:
    """Everything public in the order in which it stands, without the texts: posts, the latest first, then pages."""
    light = Post.objects.published().only("kind", "slug", "path", "title", "excerpt", "published_at", "created_at")
    posts = [*light.posts().order_by("-published_at", "-pk"), *light.pages().order_by("menu_order", "path")]
    is_whole = len(posts) <= MOST_ON_ONE_PAGE
    return [Piece(post, _chapter(post), "" if is_whole else f"html/{_chapter(post) or 'pages'}.html") for post in posts]


def _chapter(post: Post) -> str:
    year = timezone.localtime(post.published_at, timezone.get_default_timezone()).year
    return "" if post.is_page else str(year)


def _index(contents: list[Piece], head: dict, place: Place, *, is_whole: bool) -> Iterator[str]:
    chapters = [(name or _("Pages"), [*pieces]) for name, pieces in groupby(contents, attrgetter("chapter"))]
    yield _rendered("head", {**head, "root": place.root, "is_first": True})
    yield _rendered("contents", {"chapters": chapters, "is_whole": is_whole})
    if is_whole:
        yield from _entries(public_pieces().posts(), head, place)
        yield "</div>\n"  # of the feed, to which pages do not belong
        yield from _entries(public_pieces().pages().order_by("menu_order", "path"), head, place)
    else:
        yield "</div>\n"
    yield _rendered("foot", head)


def _page(file: str, head: dict, place: Place, contents: list[Piece]) -> Iterator[str]:
    ids = [each.post.pk for each in contents if each.file == file]
    chapter = next(each.chapter for each in contents if each.file == file)
    yield _rendered("head", {**head, "root": place.root, "chapter": chapter or _("Pages")})
    for start in range(0, len(ids), 200):
        part = ids[start : start + 200]
        by_id = {post.pk: post for post in public_pieces().filter(pk__in=part)}
        yield from _entries((by_id[pk] for pk in part if pk in by_id), head, place)
    yield "</div>\n"
    yield _rendered("foot", head)


def _entries(posts, head: dict, place: Place) -> Iterator[str]:
    posts = posts.iterator(chunk_size=100) if hasattr(posts, "iterator") else posts
    for post in posts:
        cover = post.leading_picture
        facts = {
            "post": post,
            "anchor": anchor_of(post),
            "address": absolute(post.get_absolute_url()),
            "author_address": absolute(post.author.get_absolute_url()),
            "tags": sorted(tag.name for tag in post.tags.all()),
            "cover": cover and upload(cover.file.name, place, {}),
            "html": offline(post, place),
        }
        yield _rendered("entry", {**head, **facts})


def _rendered(name: str, facts: dict) -> str:
    return get_template(f"blog/export/_{name}.html").render(facts)
