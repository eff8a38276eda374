"""The page of results, and how a browser's own search field learns to ask here."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.models import SiteSettings
from config.site import absolute

from ..models import Post
from . import facets, misses, spelling
from .finding import MOST_HITS, hits
from .queries import Query, parse
from .results import page_of, subjects

LONGEST_READ = 1_000  # of what was typed; queries.LONGEST of it is looked for
LATEST = 5
FEW = 3


@require_safe
def search(request):
    query = parse(request.GET.get("q", "")[:LONGEST_READ])
    chosen = facets.chosen_in(request.GET)
    context = {"query": query, "title": query.typed, "is_asked": bool(query.terms)}
    if query.wanted:
        context |= _answer(request, query, chosen)
    else:
        context["latest"] = _latest()
    response = render(request, "blog/search.html", context)
    if context.get("is_missed"):
        misses.note(request, response, query)
    return response


def _answer(request, query: Query, chosen: dict[str, str]) -> dict:
    found, better = hits(query), None
    if len(found) < FEW and "exactly" not in request.GET:
        better = spelling.mended(query)
    is_mended = bool(better) and not found
    answered = better if is_mended else query
    narrow = facets.Facets(answered.typed, hits(answered)[:MOST_HITS] if is_mended else found[:MOST_HITS], chosen)
    page = page_of(narrow.narrowed, request.GET.get("page", 1), answered)
    return {
        "page": page,
        "total": page.paginator.count,
        "has_more": len(found) > MOST_HITS,
        "facets": narrow.all(),
        "chosen": chosen,
        "most": MOST_HITS,
        "here": facets.address(answered.typed, chosen) + "&",
        "instead": _as_typed(query) if is_mended else None,
        "better": {"typed": better.typed, "address": facets.address(better.typed, {})} if better else None,
        "is_mended": is_mended,
        "is_missed": not found and not chosen,
        "subjects": subjects(query) if page.number == 1 and not chosen else [],
        "latest": () if page.paginator.count else _latest(),
    }


def _as_typed(query: Query) -> str:
    return facets.address(query.typed, {"exactly": "1"})


def _latest():
    return Post.objects.published().posts().order_by("-published_at", "-pk").for_listing()[:LATEST]


@require_safe
def opensearch(request):
    """https://github.com/dewitt/opensearch"""
    context = {"name": SiteSettings.load().title[:16], "address": absolute(facets.address("", {}))}
    return render(request, "opensearch.xml", context, content_type="application/opensearchdescription+xml")
