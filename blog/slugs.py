"""Slugs: letters of any script, lower case, joined by hyphens."""

from django.utils.text import slugify

# What stands beside a post or page in its own address, and what stands first at the root.
BESIDE = {"print", "pdf", "epub", "email", "comments", "feed", "revision"}
AT_ROOT = {
    "accounts", "admin", "archive", "author", "booklet", "category", "comment", "comments", "favicon.ico", "feed",
    "healthz", "markdownx", "media", "p", "robots.txt", "search", "series", "sitemap.xml", "static", "subscribe", "tag",
    ".well-known",
}  # fmt: skip


def make_slug(text: str, max_length: int = 200) -> str:
    return slugify(text, allow_unicode=True)[:max_length].strip("-_")


def unique_slug(text: str, others, *, max_length: int = 200, fallback: str = "untitled") -> str:
    """A slug from `text` that none of the rows in `others` has; a number is added where it must be."""
    base = make_slug(text, max_length - 8) or fallback
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def is_reserved(slug: str, *, at_root: bool) -> bool:
    """Whether a page of this slug would stand in the way of one of the site's own addresses."""
    return slug in BESIDE or (at_root and (slug in AT_ROOT or (len(slug) == 4 and slug.isdigit())))
