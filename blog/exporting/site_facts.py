"""What the export says of the whole site: `site.json`, `README.txt`, `hugo.toml`."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from config.models import SiteSettings

from ..markdown.source import one_line
from ..models import Picture
from .archive import Archive, as_json

FORMAT, VERSION = "broadsheet", 1


def write(archive: Archive, site: SiteSettings) -> None:
    archive.write("README.txt", _readme(site))
    archive.write("site.json", as_json(_facts(site), indent=1), "\n")
    archive.stream("hugo.toml", _hugo(site))


def _facts(site: SiteSettings) -> dict:
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": site.title,
        "tagline": site.tagline,
        "description": site.description,
        "colophon": site.colophon,
        "language": settings.LANGUAGE_CODE,
        "time_zone": settings.TIME_ZONE,
        "address": settings.SITE_URL,
    }


def _readme(site: SiteSettings) -> str:
    return _(
        "This is everything that was published and written on %(title)s (%(address)s).\n"
        "Open index.html in any browser: it shows all that was public, without any connection.\n"
        "Keep this file to yourself: it holds drafts, private pieces, and the passwords of posts that have one.\n"
        "There is no email address of a person in it, and no network address, unless somebody wrote one into a text.\n"
        "The folder content has every post and page as Markdown, byte for byte as it was written, laid out for Hugo; "
        "hugo.toml is the beginning of a site, to which you add a theme.\n"
        "The folder uploads has the pictures, and pictures.jsonl what was said of them.\n"
        "comments.jsonl has every comment, in every state, and revisions every earlier version of every piece.\n"
        "feed.json is a JSON Feed of all public posts, which micro.blog and many other programs take.\n"
        "redirects.csv has every old address and where it leads; let the next site honour them.\n"
        "Another Broadsheet takes all of it back with: manage.py import_markdown FILE.zip\n"
    ) % {"title": one_line(site.title), "address": settings.SITE_URL}


def _hugo(site: SiteSettings):
    yield "# Needs Hugo 0.115 or later, and a theme.\n"
    yield f"baseURL = {_quoted(settings.SITE_URL + '/')}\n"
    yield f"title = {_quoted(site.title)}\n"
    yield f"languageCode = {_quoted(settings.LANGUAGE_CODE)}\n"
    yield f"timeZone = {_quoted(settings.TIME_ZONE)}\n"
    yield HUGO
    hidden = [_quoted(name) for name in _hidden_pictures()]
    if hidden:
        yield "# Shown by hidden pieces alone.\n"
        yield f"excludeFiles = [{', '.join(hidden)}]\n"


def _hidden_pictures():
    shown = Picture.objects.visible_to(AnonymousUser()).order_by()
    return Picture.objects.exclude(pk__in=shown.values("pk")).order_by("sha256").values_list("file", flat=True)


def _quoted(text: str) -> str:
    """A basic string of TOML is one of JSON."""
    return as_json(one_line(text))


HUGO = """
[taxonomies]
tag = "tags"
category = "categories"
series = "series"

[permalinks.page]
posts = "/:year/:month/:slug/"

[permalinks.term]
tags = "/tag/:slug/"
categories = "/category/:slug/"
series = "/series/:slug/"

# The texts hold the HTML that their authors wrote.
[markup.goldmark.renderer]
unsafe = true

[[module.mounts]]
source = "static"
target = "static"

# Texts name their pictures as /media/pictures/….
[[module.mounts]]
source = "uploads"
target = "static/media"
"""
