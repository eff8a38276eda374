"""A post or page as WordPress's export has it, with its conversation."""

from datetime import UTC
from email.utils import format_datetime

from django.utils import timezone

from config.site import absolute

from ..importing import own_meta
from ..importing.plain_text import plain
from ..models import Post
from ..redirects.spelling import typed
from .front_matter import stamp
from .wordpress_html import for_wordpress
from .wordpress_items import guid
from .wordpress_xml import as_html, element, elements, group, local_and_gmt, meta


def piece(post: Post, offset: int, comments: list[str]) -> str:
    status, content = status_of(post), for_wordpress(post)
    texts = {
        "title": as_html(post.title),
        "link": absolute(post.get_absolute_url()),
        "dc:creator": post.author.username,
        "content:encoded": content,
        "excerpt:encoded": as_html(post.summary),
    }
    facts = {
        "wp:post_id": post.pk,
        **local_and_gmt("wp:post_date", post.published_at, post.created_at),
        **local_and_gmt("wp:post_modified", post.updated_at),
        "wp:comment_status": "open" if post.comments_open else "closed",
        "wp:ping_status": "closed",
        "wp:post_name": post.slug,
        "wp:status": status,
        "wp:post_parent": post.parent_id or 0,
        "wp:menu_order": post.menu_order,
        "wp:post_type": post.kind,
        "wp:post_password": _password(post),
        "wp:is_sticky": int(post.is_pinned),
    }
    parts = [elements(texts), guid(post.feed_id), _pub_date(post.published_at), elements(facts), _terms(post)]
    parts += [meta("postmeta", _wordpress_meta(post, offset)), meta("postmeta", _own_meta(post, status, content))]
    return group("item", parts + comments)


def status_of(post: Post) -> str:
    """The word that shows it to nobody who cannot read it here: WordPress has neither members nor an end."""
    now = timezone.now()
    if post.trashed_at:
        return "trash"
    if post.published_at is None:
        return "draft"
    is_open = post.visibility == "public" or bool(_password(post))
    if not is_open or (post.expires_at and post.expires_at <= now):
        return "private"
    return "future" if post.published_at > now else "publish"


def _pub_date(date) -> str:
    return element("pubDate", format_datetime(date.astimezone(UTC))) if date else ""


def _password(post: Post) -> str:
    return getattr(post, "password", "") if post.visibility == "password" else ""


def _terms(post: Post) -> str:
    filed = [("category", each) for each in post.categories.all()] + [("post_tag", each) for each in post.tags.all()]
    filed.sort(key=lambda pair: (pair[0], pair[1].name, pair[1].slug))
    named = ((as_html(term.name), domain, term.slug) for domain, term in filed)
    return "".join(element("category", name, domain=domain, nicename=slug) for name, domain, slug in named)


def _wordpress_meta(post: Post, offset: int) -> dict:
    """Its cover, and the slugs that WordPress leads on from."""
    last = {old.path.rstrip("/").rpartition("/")[2] for old in post.old_addresses.all() if "?" not in old.path}
    cover = offset + post.cover_id if post.cover_id else None
    return {"_thumbnail_id": cover, "_wp_old_slug": sorted(last - {post.slug, ""})}


def _own_meta(post: Post, status: str, content: str) -> dict:
    """What WordPress has no word for, or would round off."""
    facts = {
        "markdown": post.body,
        "visibility": post.visibility,
        "published": stamp(post.published_at),
        "changed": stamp(post.updated_at),
        "created": stamp(post.created_at),
        "expires": stamp(post.expires_at),
        "trashed": stamp(post.trashed_at),
        "language": post.language,
        "part": post.part,
        "old_address": sorted(typed(old.path) for old in post.old_addresses.all()),
        "title": post.title if plain(as_html(post.title)) != post.title else None,
        "summary": post.summary if plain(as_html(post.summary)) != post.summary else None,
        "seal": own_meta.seal(status, _password(post), post.title, post.summary, content),
    }
    if post.series:
        facts["series"] = own_meta.series_as_text(post.series.slug, post.series.name, post.series.description)
    return own_meta.prefixed(facts)
