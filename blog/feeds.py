"""Feeds carry full texts; ids never change. RSS 2.0 and Atom by Django, JSON Feed 1.1 by hand."""

from django.contrib.syndication.views import Feed
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from accounts.models import User
from config.models import SiteSettings
from config.site import absolute

from . import absolute_html
from .markdown.source import without_forbidden
from .models import Category, Post, Series, Tag

LENGTH = 20


class FullTextRss(Rss201rev2Feed):
    """RSS with the whole text in content:encoded (RSS content module) beside the summary."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        """One character that XML cannot carry must not cost all readers the feed."""
        item = {name: without_forbidden(value) if isinstance(value, str) else value for name, value in item.items()}
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class FullTextAtom(Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class FreshFeed(Feed):
    """What is hidden again makes a feed older than it was, so Last-Modified would lie; the ETag tells the truth."""

    feed_type = FullTextRss
    item_guid_is_permalink = False

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        response.headers.pop("Last-Modified", None)
        return response


class SiteFeed(FreshFeed):
    route = "blog:feed"

    def get_object(self, request, **kwargs):
        return None

    def title(self, term):
        site = SiteSettings.load().title
        return f"{term} · {site}" if term else site

    def description(self, term):
        return getattr(term, "description", "") or SiteSettings.load().tagline or self.title(term)

    def link(self, term):
        return absolute(term.get_absolute_url() if term else reverse("blog:home"))

    def feed_url(self, term):
        return absolute(reverse(self.route) if term is None else self.address_of(term))

    def address_of(self, term):
        return term.feed_url

    def items(self, term):
        posts = Post.objects.published().posts().select_related("author").prefetch_related("tags")
        return self.narrow(posts, term).order_by("-published_at", "-pk")[:LENGTH]

    def narrow(self, posts, term):
        return posts

    def item_title(self, post):
        return post.headline

    def item_description(self, post):
        return post.standfirst

    def item_link(self, post):
        return absolute(post.get_absolute_url())

    def item_guid(self, post):
        return post.feed_id

    def item_author_name(self, post):
        return post.author.name

    def item_pubdate(self, post):
        return post.published_at

    def item_updateddate(self, post):
        return max(post.updated_at, post.published_at)

    def item_categories(self, post):
        return [tag.name for tag in post.tags.all()]

    def item_comments(self, post):
        return absolute(post.get_absolute_url() + "#conversation")

    def item_extra_kwargs(self, post):
        return {"content": absolute_html.with_absolute_links(post.body_html)}


class SiteAtomFeed(SiteFeed):
    feed_type = FullTextAtom
    route = "blog:feed_atom"

    def subtitle(self, term):
        return self.description(term)


class TagFeed(SiteFeed):
    def get_object(self, request, slug):
        return get_object_or_404(Tag.objects.in_use(), slug=slug)

    def narrow(self, posts, term):
        return posts.filter(tags=term)


class CategoryFeed(SiteFeed):
    def get_object(self, request, slug):
        return get_object_or_404(Category.objects.in_use(), slug=slug)

    def narrow(self, posts, term):
        return posts.filter(categories__in=term.branch_ids()).distinct()


class SeriesFeed(SiteFeed):
    def get_object(self, request, slug):
        return get_object_or_404(Series.objects.in_use(), slug=slug)

    def narrow(self, posts, term):
        return posts.filter(series=term)


class AuthorFeed(SiteFeed):
    def get_object(self, request, username):
        authors = User.objects.filter(posts__in=Post.objects.published().posts()).distinct()
        return get_object_or_404(authors, username=username)

    def narrow(self, posts, term):
        return posts.filter(author=term)

    def address_of(self, author):
        return reverse("blog:author_feed", args=[author.username])


@require_safe
def json_feed(request):
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/"""
    site, feed = SiteSettings.load(), SiteFeed()
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "description": feed.description(None),
        "home_page_url": feed.link(None),
        "feed_url": absolute(reverse("blog:feed_json")),
        "items": [_json_item(post) for post in feed.items(None)],
    }
    return JsonResponse(document, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _json_item(post) -> dict:
    item = {
        "id": post.feed_id,
        "url": absolute(post.get_absolute_url()),
        "content_html": absolute_html.with_absolute_links(post.body_html),
        "summary": post.standfirst,
        "date_published": post.published_at.isoformat(),
        "date_modified": max(post.updated_at, post.published_at).isoformat(),
        "language": post.lang,
        "authors": [{"name": post.author.name, "url": absolute(post.author.get_absolute_url())}],
        "tags": [tag.name for tag in post.tags.all()],
    }
    return item | ({"title": post.title} if post.title else {})
