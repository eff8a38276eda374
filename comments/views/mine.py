"""All that is somebody's: a guest's by the link in a letter, a member's by signing in; asked for by address."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session
from config.limits import TooMany

from .. import receiving
from ..mine import belongings, confirming, erasing, standing, taking_along
from ..mine.forms_of_mine import AddressForm, EraseForm
from ..senders import sender_of

ON_A_PAGE = 50


def of_owner(view):
    """Hands the view whose page it is: `key` is that of a letter; without one it is who is signed in."""

    @wraps(view)
    def owned(request, key=None):
        if key is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        owner = belongings.of_member(request.user) if key is None else belongings.of_letter(key)
        if owner is None:
            return private_page(request, "comments/confirm.html", {"is_expired": True}, status=410)
        response = view(request, owner)
        keep_private(response)
        return response

    return guest_form(owned)


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def ask_for_mine(request):
    """The same answer for every address."""
    form = AddressForm(request.POST or None)
    if request.method != "POST":
        said = next((each for each in ("asked", "erased", "left") if each in request.GET), "")
        return private_page(request, "comments/ask_for_mine.html", {"form": form, "said": said})
    form.is_foreign = request.is_foreign
    if not form.is_valid():
        return private_page(request, "comments/ask_for_mine.html", {"form": form}, status=form.status)
    try:
        confirming.ask(form.cleaned_data["email"], network=sender_of(request).network, is_for_page=True)
    except TooMany as refused:
        form.add_error(None, refused.message)
        response = private_page(request, "comments/ask_for_mine.html", {"form": form}, status=429)
        response.headers["Retry-After"] = str(refused.retry_after)
        return response
    return SeeOther(f"{request.path}?asked")


@require_safe
@of_owner
def mine(request, owner):
    return list_page(request, owner)


@require_POST
@of_owner
def claim(request, owner):
    """What was written with their address: it was them, or it was not."""
    if request.is_foreign:
        return list_page(request, owner, status=403)
    number = request.POST.get("comment", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    comment = get_object_or_404(owner.comments, pk=int(number))
    if not owner.may_claim(comment):
        raise Http404
    if request.POST.get("act") == "mine":
        receiving.prove(comment)
    elif request.POST.get("act") == "not-mine":
        erasing.disown(comment)
    return SeeOther(owner.place("mine"))


@require_POST
@of_owner
def forget_browsers(request, owner):
    if request.is_foreign:
        return list_page(request, owner, status=403)
    if person := owner.correspondent:
        person.forget_browsers()
    return SeeOther(f"{owner.place('mine')}?forgotten")


@require_safe
@of_owner
def download(request, owner):
    return FileResponse(taking_along.pack(owner), as_attachment=True, filename="my-data.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@of_owner
@reauthentication_required(enabled=lambda request: "key" not in request.resolver_match.kwargs)
def erase(request, owner):
    """A member only after the password, or whatever they sign in with, was asked for just before."""
    form = EraseForm(request.POST or None)
    if request.method == "POST":
        form.is_foreign = request.is_foreign
        if form.is_valid():
            erasing.erase(owner, form.cleaned_data["way"])
            there = owner.place("data") if owner.member else reverse("comments:ask_for_mine")
            return SeeOther(f"{there}?erased")
    context = {**owner.places, "owner": owner, "form": form, "count": owner.erasable.count()}
    return private_page(request, "comments/erase.html", context, status=form.status if form.errors else 200)


def list_page(request, owner, *, status=200):
    page = Paginator(taking_along.in_full(owner), ON_A_PAGE).get_page(request.GET.get("page"))
    for comment in page.object_list:
        comment.told, comment.is_theirs = standing.of(comment), owner.may_steer(comment)
        comment.may_be_claimed = owner.may_claim(comment)
    context = {**owner.places, "owner": owner, "page": page, "is_forgotten": "forgotten" in request.GET}
    return private_page(request, "comments/mine.html", context, status=status)


def private_page(request, template, context, *, status=200):
    response = render(request, template, {**context, "needs_token": has_session(request)}, status=status)
    keep_private(response)
    return response
