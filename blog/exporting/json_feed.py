"""`feed.json`: JSON Feed 1.1 with every public post; the source stands beside the HTML, as in a Blog Archive."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from config.models import SiteSettings
from config.site import absolute

from ..models import Post
from .archive import Archive, as_json, without_empty
from .front_matter import stamp
from .offline_html import Place, offline, upload
from .public import public_pieces

JSON_FEED = "https://jsonfeed.org/version/1.1"
# On their own, texts need no prefixes, but links to other pieces go to where they are read online.
ALONE = Place()


def write(archive: Archive, site: SiteSettings) -> None:
    archive.stream("feed.json", _feed(site))


def _feed(site: SiteSettings) -> Iterator[str]:
    head = {
        "version": JSON_FEED,
        "title": site.title,
        "description": site.description or site.tagline,
        "home_page_url": absolute(reverse("blog:home")),
        "language": settings.LANGUAGE_CODE,
    }
    yield as_json(without_empty(head), indent=1).removesuffix("\n}") + ',\n "items": ['
    for number, post in enumerate(public_pieces().posts().iterator(chunk_size=100)):
        yield f"{',' if number else ''}\n{as_json(_item(post))}"
    yield "\n]}\n"


def _item(post: Post) -> dict:
    author = {"name": post.author.name, "url": absolute(post.author.get_absolute_url())}
    return without_empty(
        {
            "id": post.feed_id,
            "url": absolute(post.get_absolute_url()),
            "title": post.title,
            "content_html": offline(post, ALONE),
            "content_text": post.body,
            "summary": post.summary,
            "image": upload(post.cover.file.name, ALONE, {}) if post.cover else None,
            "date_published": stamp(post.published_at),
            "date_modified": stamp(max(post.updated_at, post.published_at)),
            "language": post.lang,
            "authors": [author],
            "tags": sorted(tag.name for tag in post.tags.all()),
        }
    )
