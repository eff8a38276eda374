"""`/booklet/`: pieces collected, ordered, and taken along as one file."""

from django.http import Http404, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.guest_form import has_session
from config.site import absolute

from .. import libraries, making
from ..answers import guarded
from ..asking import answer
from . import adding, keeping
from .ordering import BookletOrder


@require_http_methods(["GET", "HEAD", "POST"])
def booklet(request):
    order = BookletOrder.read(request.POST if request.method == "POST" else request.GET, request.user)
    if request.method == "POST":
        return _keep(request, order)
    if changed := order.after(request.GET):
        return redirect(changed)
    words = request.GET.get("q", "")
    if not words and request.META.get("QUERY_STRING", "") != order.query:
        # The mark tells static/js/booklet-memory.js that a piece came from elsewhere.
        return redirect(order.url() + ("#added" if "add" in request.GET else ""))
    found = adding.found_by(words, request.user, order.items) if words else []
    return _page(request, order, words=words[: adding.LONGEST], found=found)


@require_safe
def booklet_pdf(request):
    order = BookletOrder.read(request.GET, request.user)
    if order.pieces and libraries.missing():
        return _page(request, order, status=422)
    return _file(request, "pdf", order)


@require_safe
def booklet_epub(request):
    return _file(request, "epub", BookletOrder.read(request.GET, request.user))


def _file(request, form: str, order: BookletOrder):
    """Of the pieces of which staff offer such a file."""
    order = order.offered_as(form)
    if not order.pieces and not order.paper.offers(form):
        raise Http404
    if not order.pieces or order.is_too_long:
        return _page(request, order, status=422 if order.pieces else 404)
    if request.META.get("QUERY_STRING", "") != order.query:
        return redirect(order.url(f"booklet_{form}"))
    return guarded(answer(request, form, order.volume(), **_leading_on(order)), is_public=order.is_public)


def _keep(request, order: BookletOrder):
    if not request.user.is_authenticated:
        return HttpResponseForbidden(_("Sign in to keep a booklet. Without an account, bookmark its address."))
    if "forget" in request.POST:
        keeping.forget(request.POST["forget"], by=request.user)
        return redirect(order.url())
    if problem := keeping.keep(order, by=request.user):
        return _page(request, order, status=422, problem=problem)
    return redirect(order.url())


def _page(request, order: BookletOrder, *, status: int = 200, **context):
    found = context.pop("found", ())
    context = {
        "order": order,
        "choice": order.choice,
        "lines": order.pieces,
        "found": () if order.is_full else found,
        "options": order.choice.options,
        "has_no_press": bool(libraries.missing()),
        "files": [form for form in making.FORMS if order.paper.offers(form)],
        "canonical": absolute(reverse("blog:booklet")),
        "own": request.user.booklets.all() if request.user.is_authenticated else (),
        "needs_token": has_session(request),
        **context,
    }
    return guarded(render(request, "blog/booklets/booklet.html", context, status=status), is_public=order.is_public)


def _leading_on(order: BookletOrder) -> dict:
    return {"headline": order.name, "back_url": order.url(), "back_label": _("Back to the booklet")}
