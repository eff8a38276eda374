"""Replies as RSS 2.0, newest first. Ids are made of the post's own feed id, so they outlive slugs and domains."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog import absolute_html
from blog.feeds import FreshFeed
from blog.views.finding import find_for_strangers
from config.models import SiteSettings
from config.site import absolute

from .models import Comment

LENGTH = 50


class SiteCommentsFeed(FreshFeed):
    def get_object(self, request, **address):
        return None

    def title(self, post):
        return _("Comments for %s") % SiteSettings.load().title

    def link(self, post):
        return absolute(reverse("blog:home"))

    def feed_url(self, post):
        return absolute(post.url_of("comments:post_feed") if post else reverse("comments:feed"))

    def description(self, post):
        return _("The latest replies on %s.") % SiteSettings.load().title

    def items(self, post):
        return Comment.objects.visible().select_related("post").order_by("-created_at", "-pk")[:LENGTH]

    def item_title(self, comment):
        return _("%(name)s on “%(post)s”") % {"name": comment.name, "post": comment.post.headline}

    def item_description(self, comment):
        return escape(comment.excerpt)

    def item_link(self, comment):
        return absolute(comment.get_absolute_url())

    def item_guid(self, comment):
        return f"{comment.post.feed_id}#{comment.anchor}"

    def item_author_name(self, comment):
        return comment.name

    def item_pubdate(self, comment):
        return comment.created_at

    def item_extra_kwargs(self, comment):
        return {"content": absolute_html.with_absolute_links(comment.body_html)}


class PostCommentsFeed(SiteCommentsFeed):
    def get_object(self, request, **address):
        return find_for_strangers(address)

    def title(self, post):
        return _("Comments on “%s”") % post.headline

    def link(self, post):
        return absolute(post.get_absolute_url())

    def description(self, post):
        return _("The latest replies to “%s”.") % post.headline

    def items(self, post):
        comments = Comment.objects.visible_on(post).order_by("-created_at", "-pk")[:LENGTH]
        for comment in comments:
            comment.post = post
        return comments

    def item_title(self, comment):
        return _("By %s") % comment.name
