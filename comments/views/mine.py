"""The page of all that is somebody's: asked for by address, reached by the link in a letter."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session
from config.limits import TooMany

from .. import address_keys, confirming
from ..forms_of_mine import AddressForm
from ..models import Comment
from ..senders import sender_of


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def ask_for_mine(request):
    """The same answer for every address."""
    form = AddressForm(request.POST or None)
    if request.method != "POST":
        return _asking_page(request, form, is_asked="asked" in request.GET)
    form.is_foreign = request.is_foreign
    if not form.is_valid():
        return _asking_page(request, form, status=form.status)
    try:
        confirming.ask(form.cleaned_data["email"], network=sender_of(request).network, is_for_page=True)
    except TooMany as refused:
        form.add_error(None, refused.message)
        response = _asking_page(request, form, status=429)
        response.headers["Retry-After"] = str(refused.retry_after)
        return response
    return SeeOther(f"{request.path}?asked")


@require_safe
def mine(request, key):
    email = address_keys.email_in_letter(key)
    if not email:
        return _page(request, "comments/confirm.html", {"is_expired": True}, status=410)
    comments = Comment.objects.filter(email=email).select_related("post").order_by("-created_at")
    return _page(request, "comments/mine.html", {"email": email, "key": key, "comments": comments})


def _asking_page(request, form, *, status=200, is_asked=False):
    context = {"form": form, "is_asked": is_asked, "needs_token": has_session(request)}
    return _page(request, "comments/ask_for_mine.html", context, status=status)


def _page(request, template, context, *, status=200):
    response = render(request, template, context, status=status)
    keep_private(response)
    return response
