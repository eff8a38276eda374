"""Every address of the site that takes no secret: for tests that walk all of it."""

from django.urls import reverse

from blog.models import Category, Post, Series, Tag
from comments.models import Comment

PLAIN = [
    "blog:home", "blog:archive", "blog:feed", "blog:feed_atom", "blog:feed_json", "blog:sitemap", "blog:robots",
    "comments:feed", "healthz", "account_login", "account_signup", "account_reset_password",
]  # fmt: skip
BESIDE_PIECES = ["blog:piece", "blog:print", "blog:pdf", "blog:email", "comments:conversation", "comments:post_feed"]


def every_address() -> list[str]:
    """All of them, also those of hidden rows: what must not be found is asked for as well."""
    addresses = [reverse(name) for name in PLAIN]
    addresses += [reverse("blog:sitemap_section", args=[name]) for name in ("front", "pieces", "terms")]
    for post in Post.objects.all():
        addresses += [post.url_of(name) for name in BESIDE_PIECES]
        addresses.append(reverse("blog:short", args=[post.pk]))
        if not post.is_page:
            address = post.address
            addresses.append(reverse("blog:year", args=[address["year"]]))
            addresses.append(reverse("blog:month", args=[address["year"], address["month"]]))
        addresses.append(post.author.get_absolute_url())
        addresses.append(reverse("blog:author_feed", args=[post.author.username]))
    for model in (Tag, Category, Series):
        for term in model.objects.all():
            addresses += [term.get_absolute_url(), term.feed_url]
    addresses += [comment.get_absolute_url() for comment in Comment.objects.all()]
    return sorted(set(addresses))


