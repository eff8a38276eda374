"""`FILE.xml`: WordPress's own format (WXR 1.2), without anybody's address of mail or network."""

from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max

from config.models import SiteSettings

from ..models import Category, Post, Tag
from ..seams import conversations
from .names import Names
from .people import writers
from .pictures import all_pictures
from .portions import in_portions
from .wordpress_items import attachment, comment
from .wordpress_pieces import piece
from .wordpress_xml import as_html, element, elements, group

PORTION = 50
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
TAIL = "</channel>\n</rss>\n"


def write(file, site: SiteSettings, names: Names) -> None:
    for text in _texts(site, names):
        file.write(text.encode())


def _texts(site: SiteSettings, names: Names) -> Iterator[str]:
    yield HEAD
    yield _about(site)
    yield from _authors()
    yield from _terms()
    # Pictures share their numbers with posts in WordPress; they come first, so that posts find them.
    offset = Post.objects.aggregate(last=Max("pk"))["last"] or 0
    yield from (attachment(picture, offset, names) for picture in all_pictures().iterator())
    yield from _pieces(offset)
    yield TAIL


def _about(site: SiteSettings) -> str:
    facts = {
        "title": as_html(site.title),
        "link": settings.SITE_URL,
        "description": as_html(site.tagline),
        "language": settings.LANGUAGE_CODE,
        "wp:wxr_version": "1.2",
        "wp:base_site_url": settings.SITE_URL,
        "wp:base_blog_url": settings.SITE_URL,
    }
    return elements(facts) + element("generator", "Broadsheet")


def _authors() -> Iterator[str]:
    for person in sorted(writers(), key=lambda person: person.username):
        facts = {
            "wp:author_id": person.pk,
            "wp:author_login": person.username,
            "wp:author_email": "",
            "wp:author_display_name": as_html(person.name),
            "wp:author_first_name": "",
            "wp:author_last_name": "",
        }
        yield group("wp:author", [elements(facts)])


def _terms() -> Iterator[str]:
    for category in Category.objects.select_related("parent").order_by("pk"):
        facts = {
            "wp:term_id": category.pk,
            "wp:category_nicename": category.slug,
            "wp:category_parent": category.parent.slug if category.parent else "",
            "wp:cat_name": as_html(category.name),
            "wp:category_description": as_html(category.description),
        }
        yield group("wp:category", [elements(facts)])
    for tag in Tag.objects.order_by("pk"):
        names = {"wp:tag_slug": tag.slug, "wp:tag_name": as_html(tag.name)}
        facts = {"wp:term_id": tag.pk, **names, "wp:tag_description": as_html(tag.description)}
        yield group("wp:tag", [elements(facts)])


def _pieces(offset: int) -> Iterator[str]:
    related = Post.objects.select_related("author", "series")
    related = related.prefetch_related("tags", "categories", "old_addresses", "pictures")
    for portion in in_portions(related.order_by("pk").iterator(chunk_size=PORTION), PORTION):
        said = defaultdict(list)
        for conversation in conversations():
            for each in conversation.hand_out(portion):
                said[each["post"].pk].append(comment(each))
        for post in portion:
            yield piece(post, offset, said[post.pk])
