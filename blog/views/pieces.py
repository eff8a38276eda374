"""One post or page."""

from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from config.site import absolute

from ..locks import keys
from ..markdown.embeds import frame_sources
from ..models import PaperSettings, Post
from ..paper import buttons
from .finding import find

RELATED = 3


@require_safe
def piece(request, **address):
    return piece_page(request, find(request, address))


@require_safe
def short(request, pk):
    """What is locked shows its lock here: the address it has would tell its title."""
    post = keys.demand(request, get_object_or_404(Post.objects.answering(request.user), pk=pk))
    response = redirect(post, permanent=post.is_published)
    if not post.is_published:
        keep_private(response)
    return response


def piece_page(request, post, *, status=200, **context):
    """
    The page of a post, also with a form that was refused (`status` and what the conversation needs in `context`).
    Whatever is for one person alone sets `request.is_personal`, and the answer is kept out of every shared store.
    """
    prefetch_related_objects([post], "tags", "categories")  # asked for by the row of buttons, the foot, the neighbours
    context = {
        "post": post,
        "canonical": absolute(post.get_absolute_url()),
        "is_hidden": not post.is_published,
        "tags": post.tags.all(),
        "categories": post.categories.all(),
        **{f"{shape}_url": post.url_of(f"blog:{shape}") for shape in buttons.shapes(post, PaperSettings.load())},
        "parts": parts_of(post, request.user),
        "page_above": page_above(post, request.user),
        "pages_below": post.children.published().order_by("menu_order", "title") if post.is_page else (),
        **(neighbours(post) if not post.is_page else {}),
        **context,
    }
    response = render(request, "blog/page.html" if post.is_page else "blog/post.html", context, status=status)
    if "data-frame" in post.body_html:
        response.frame_sources = frame_sources(settings.EMBED_HOSTS)
    if context["is_hidden"] or getattr(request, "is_personal", False):
        keep_private(response)
    return response


def keep_private(response) -> None:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"


def page_above(post, user):
    """The page under which this one lies, if this person may read that."""
    return Post.objects.visible_to(user).filter(pk=post.parent_id).first() if post.parent_id else None


def parts_of(post, user):
    """The parts of the post's series that this person may read, in order; with it, whatever opened it."""
    if post.series_id is None:
        return []
    others = Post.objects.visible_to(user).posts().filter(series=post.series_id)
    parts = others | Post.objects.filter(pk=post.pk)
    return list(
        parts.order_by("part", "published_at", "pk").only(
            "kind", "title", "slug", "part", "excerpt", "published_at", "created_at"
        )
    )


def neighbours(post) -> dict:
    """The published posts before and after, and those that share most tags and categories."""
    others = Post.objects.published().posts().defer("body", "body_html", "contents")
    if post.published_at is None:
        return {}
    earlier = Q(published_at__lt=post.published_at) | Q(published_at=post.published_at, pk__lt=post.pk)
    later = Q(published_at__gt=post.published_at) | Q(published_at=post.published_at, pk__gt=post.pk)
    return {
        "previous": others.filter(earlier).order_by("-published_at", "-pk").first(),
        "next": others.filter(later).order_by("published_at", "pk").first(),
        "related": related(post, others),
    }


def related(post, others):
    tags, categories = list(post.tags.all()), list(post.categories.all())
    if not tags and not categories:
        return []
    alike = others.filter(Q(tags__in=tags) | Q(categories__in=categories)).exclude(pk=post.pk)
    if post.series_id:
        alike = alike.exclude(series=post.series_id)
    return alike.distinct().order_by("-published_at", "-pk")[:RELATED]
