"""`…/email/`: a field for a guest, a button for a member, a second page for whoever comes back from the letter."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from config.guest_form import guest_form, has_session
from config.networks import network_of

from ..views.pieces import keep_private
from . import emailing
from .answers import guarded, ways
from .choosing import Order
from .email_limits import TooMany
from .finding import find

WRONG = gettext_lazy("Write one email address, like name@example.org.")


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your email address"),
        max_length=254,
        error_messages={"required": WRONG, "invalid": WRONG, "max_length": WRONG},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def forbid(self) -> None:
        self.add_error("email", _("This was sent from another page. Check the address and press the button again."))


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def email(request, **address):
    post = find(request, address)
    key = request.POST.get("key") or request.GET.get("key")
    if key is not None:
        response = _come_back(request, post, key)
    elif request.user.is_authenticated and request.user.is_confirmed:
        response = _member(request, post)
    else:
        response = _guest(request, post)
    if key is not None or has_session(request) or request.method == "POST":
        keep_private(response)
    return guarded(response, post)


def _guest(request, post):
    form = EmailForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, post, form=form)
    if not form.is_valid():
        return _page(request, post, form=form, status=422)
    if request.is_foreign:
        form.forbid()
        return _page(request, post, form=form, status=403)
    try:
        emailing.ask(post, form.cleaned_data["email"], network_of(request.META.get("REMOTE_ADDR", "")))
    except TooMany as refusal:
        form.add_error("email", refusal.message)
        return _too_many(request, post, refusal, form=form)
    return _page(request, post, has_asked=True)


def _member(request, post):
    context = {"member": request.user}
    if request.method != "POST":
        return _page(request, post, **context)
    if request.is_foreign:
        return _page(request, post, problem=_("Press the button again."), status=403, **context)
    try:
        emailing.send_to_member(post, request.user, network_of(request.META.get("REMOTE_ADDR", "")))
    except TooMany as refusal:
        return _too_many(request, post, refusal, problem=refusal.message, **context)
    return _page(request, post, is_sent=True)


def _come_back(request, post, key):
    """From the letter: a look at the page does nothing, the button sends."""
    wish = emailing.request_of(post, key)
    if wish is None:
        problem = _("This link has run out, or was cut in two by a mail program. Ask for a new one here.")
        return _page(request, post, form=EmailForm(), problem=problem, status=410)
    if wish.sent_at:
        return _page(request, post, is_sent=True)
    if request.method == "POST" and not request.is_foreign:
        emailing.send(wish)
        return _page(request, post, is_sent=True)
    return _page(request, post, key=key, wish=wish, status=403 if request.method == "POST" else 200)


def _too_many(request, post, refusal, **context):
    response = _page(request, post, status=429, **context)
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _page(request, post, *, status=200, **context):
    context = {**ways(Order.read(request.GET, post)), "needs_token": has_session(request), **context}
    return render(request, "blog/paper/email.html", context, status=status)
