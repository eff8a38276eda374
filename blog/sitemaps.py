"""Sitemap index and sections (https://www.sitemaps.org/protocol.html), by Django's own sitemaps."""

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.site import absolute

from .models import Category, Post, Series, Tag
from .views.lists import terms_in_use


class SiteSitemap(Sitemap):
    limit = 10_000

    def get_urls(self, page=1, site=None, protocol=None):
        """Every address starts with SITE_URL, whatever host the request came by."""
        return [
            {"item": item, "location": absolute(self.location(item)), "lastmod": self.lastmod(item), "alternates": []}
            for item in self.paginator.page(page).object_list
        ]

    def location(self, item):
        return item.get_absolute_url()

    def lastmod(self, item):
        return None

    def get_latest_lastmod(self):
        return None


class PieceSitemap(SiteSitemap):
    def items(self):
        pieces = Post.objects.published().order_by("-published_at", "-pk")
        return pieces.only("kind", "slug", "path", "published_at", "created_at", "updated_at")

    def lastmod(self, post):
        return max(post.updated_at, post.published_at)

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("updated_at"))["latest"]


class FrontSitemap(SiteSitemap):
    def items(self):
        return [reverse("blog:home"), reverse("blog:archive")]

    def location(self, item):
        return item


class TermSitemap(SiteSitemap):
    def items(self):
        return [term for model in (Category, Series, Tag) for term in terms_in_use(model)]


SECTIONS = {"front": FrontSitemap, "pieces": PieceSitemap, "terms": TermSitemap}


@require_safe
def index(request):
    entries = []
    for name, section_class in SECTIONS.items():
        sitemap = section_class()
        address = absolute(reverse("blog:sitemap_section", args=[name]))
        pages = [address] + [f"{address}?p={number}" for number in range(2, sitemap.paginator.num_pages + 1)]
        entries += [{"location": page, "last_mod": sitemap.get_latest_lastmod()} for page in pages]
    return render(request, "sitemap_index.xml", {"sitemaps": entries}, content_type="application/xml")


@require_safe
def section(request, section):
    return views.sitemap(request, SECTIONS, section=section)


@require_safe
def robots(request):
    text = render_to_string("robots.txt", {"sitemap": absolute(reverse("blog:sitemap"))})
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
