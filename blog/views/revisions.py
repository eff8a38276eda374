"""
Versions that were public once: at the address that paper names, they stay readable until staff withdraw them. Whether
the post itself may be read is asked first, so that a hidden post hides them all.
"""

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import User
from config.site import absolute

from .. import word_diff
from ..earlier import as_it_was
from ..markdown.embeds import frame_sources
from .finding import find
from .pieces import keep_private

PER_PAGE = 50
TEXTS = ("title", "summary", "body")


@require_safe
def revisions(request, **address):
    post = find(request, address)
    rows = post.revisions.readable().defer("fields").order_by("-number")
    try:
        page = Paginator(rows, PER_PAGE, allow_empty_first_page=False).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    return _answer(request, post, "blog/revisions.html", page=page)


@require_safe
def revision(request, number, **address):
    """The version as it was; with `?diff`, what has changed since."""
    post = find(request, address)
    shown = get_object_or_404(post.revisions.readable(), number=number)
    context = {"revision": shown, "has_same_words": shown.digest == post.latest_digest}
    if "diff" in request.GET:
        differences = [(post._meta.get_field(name).verbose_name, _difference(shown, name)) for name in TEXTS]
        return _answer(request, post, "blog/revision_diff.html", differences=differences, **context)
    return _answer(request, post, "blog/revision.html", **context, **_whole(request, shown), **_beside(shown))


def _difference(shown, name: str) -> list[word_diff.Part]:
    return word_diff.compare(shown.fields[name], getattr(shown.post, name))


def _whole(request, shown) -> dict:
    author = User.objects.filter(pk=shown.fields["author_id"]).first()
    return {"then": as_it_was(shown.post, shown, request.user), "author": author}


def _beside(shown) -> dict:
    others = shown.post.revisions.readable().defer("fields")
    return {
        "earlier": others.filter(number__lt=shown.number).order_by("-number").first(),
        "later": others.filter(number__gt=shown.number).order_by("number").first(),
    }


def _answer(request, post, template: str, **context):
    """Search engines are led to the post. Only what every stranger may read goes into shared stores."""
    context |= {"post": post, "canonical": absolute(post.get_absolute_url()), "is_hidden": not post.is_published}
    context["list_url"] = post.url_of("blog:revisions")
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex"
    if "then" in context and "data-frame" in context["then"].body_html:
        response.frame_sources = frame_sources(settings.EMBED_HOSTS)
    if context["is_hidden"]:
        keep_private(response)
    return response
