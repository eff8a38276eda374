"""`…/email/`: two forms; a second page for whoever comes back from the letter; the address alone where it is off."""

from urllib.parse import quote, urlencode

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.guest_form import guest_form, has_session
from config.limits import TooMany
from config.networks import network_of

from ..views.pieces import keep_private
from . import emailing
from .answers import guarded, ways
from .choosing import Order
from .email_forms import ToFriend, ToMyself
from .enclosing import can_be_enclosed
from .finding import find
from .wishes import obstacle

FORMS = {form.to: form for form in (ToMyself, ToFriend)}


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def email(request, **address):
    order = Order.read(request.GET, find(request, address))
    key = request.POST.get("key") or request.GET.get("key")
    if key is not None:
        response = _come_back(request, order, key)
    elif request.method == "POST":
        response = _send(request, order)
    else:
        response = order.short_form(request) or _page(request, order)
    if key is not None or has_session(request) or request.method == "POST":
        keep_private(response)
    return guarded(response, is_public=order.post.is_published)


def _send(request, order):
    to = "friend" if request.POST.get("to") == "friend" else "me"
    form = _form(request, order, to, request.POST)
    if sentence := _obstacle(request, order, to):
        return _page(request, order, form, problem=sentence, status=403)
    if not form.is_valid():
        return _page(request, order, form, status=422)
    if request.is_foreign:
        form.forbid()
        return _page(request, order, form, status=403)
    try:
        emailing.ask(form.wish(order, network_of(request.META.get("REMOTE_ADDR", ""))))
    except TooMany as refusal:
        form.add_error(None, refusal.message)
        response = _page(request, order, form, status=429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    return _page(request, order, said="carried" if form.member else "asked", to=to)


def _come_back(request, order, key):
    """From the letter: a look at the page does nothing, the button sends."""
    wish = emailing.request_of(order.post, key)
    if wish is None:
        problem = _("This link has run out, or was cut in two by a mail program. Ask for a new one here.")
        return _page(request, order, problem=problem, status=410)
    to = "friend" if wish.is_to_friend else "me"
    sentence = obstacle(order.post, order.paper, wish.member, is_to_friend=wish.is_to_friend)
    if sentence and not wish.sent_at:
        return _page(request, order, problem=sentence, status=403)
    if wish.confirmed_at or not wish.is_waiting:
        return _page(request, order, said="carried", to=to)
    if request.method == "POST" and not request.is_foreign:
        emailing.confirm(wish)
        return _page(request, order, said="carried", to=to)
    return _page(request, order, key=key, wish=wish, to=to, status=403 if request.method == "POST" else 200)


def _page(request, order, form=None, *, status=200, **context):
    """`form` is the one that came back; the other stands beside it, empty."""
    closed = {to: _obstacle(request, order, to) for to in FORMS}
    forms = {to: _form(request, order, to) for to in FORMS if not closed[to]}
    if form and form.to in forms:
        form.lead_to_error()
        forms[form.to] = form
    context = {
        **ways(order),
        "forms": forms,
        "closed": closed["me"],
        "member": _member(request),
        "mailto": mailto(order.post, ways(order)["canonical"]),
        "needs_token": has_session(request),
        **context,
    }
    return render(request, "blog/paper/email.html", context, status=status)


def _form(request, order, to: str, data=None):
    return FORMS[to](data, member=_member(request), has_pdf=can_be_enclosed(order.post, order.paper))


def mailto(post, address: str) -> str:
    """For the reader's own mail program: the headline as the subject, and the address."""
    words = {"subject": " ".join(post.headline.split()), "body": address}
    return f"mailto:?{urlencode(words, quote_via=quote)}"


def _member(request):
    return request.user if request.user.is_authenticated and request.user.is_confirmed else None


def _obstacle(request, order, to: str) -> str:
    return obstacle(order.post, order.paper, _member(request), is_to_friend=to == "friend")
