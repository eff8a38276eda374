"""To follow a conversation by mail without writing in it, to end that, and to change how often it comes."""

from django.core import signing
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from blog.models import Post
from blog.views.finding import find
from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session
from config.limits import TooMany

from ..letters import subscriptions, unfollowing
from ..letters.follow_form import FollowForm
from ..mine import address_keys, belongings
from ..models import CommentRules
from ..senders import account_of, sender_of
from .mine import list_page


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def follow(request, **address):
    """The same answer for every address that a guest may type."""
    post, account = find(request, address), account_of(request)
    if not CommentRules.load().may_follow(post):
        raise Http404
    if request.method != "POST":
        return _follow_page(request, post, FollowForm(account=account))
    form, sender = FollowForm(request.POST, account=account).guarded(request), sender_of(request)
    if not form.is_valid():
        return _follow_page(request, post, form, status=form.status, wait=form.retry_after)
    email = account.email if account else form.cleaned_data["email"]
    try:
        subscriptions.follow(email, post, sender, how_often=form.cleaned_data["how_often"])
    except TooMany as refused:
        form.add_error(None, refused.message)
        return _follow_page(request, post, form, status=429, wait=refused.retry_after)
    return SeeOther(f"{request.path}?{'done' if sender.proven_email else 'asked'}")


@csrf_exempt  # a mail program posts without cookies (RFC 8058); the key in the address is what permits it
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request, key):
    """To look at it does nothing."""
    try:
        person, posts = unfollowing.read(key)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    is_all = request.POST.get("act") == "all" or not posts
    if request.method == "POST":
        subscriptions.unfollow(person, [] if is_all else posts)
    about = [] if is_all else Post.objects.published().filter(pk__in=posts)
    context = {"posts": about, "is_all": is_all, "is_done": request.method == "POST"}
    response = render(request, "comments/unfollow.html", context)
    keep_private(response)
    return response


@require_POST
@guest_form
def change_subscriptions(request, key):
    """From the page of all that is theirs, by its key."""
    email = address_keys.email_in_letter(key)
    if not email:
        raise Http404
    if request.is_foreign:
        return list_page(request, belongings.of_letter(key), status=403)
    _change(email, request.POST)
    return SeeOther(address_keys.page_of(email) + "#subscriptions")


def _change(email: str, asked) -> None:
    if "stop" in asked:
        subscriptions.cancel_all(email)
    elif "cancel" in asked:
        subscriptions.cancel(email, [asked["cancel"]])
    else:
        pace_of = {name.removeprefix("often-"): asked[name] for name in asked if name.startswith("often-")}
        subscriptions.change(email, pace_of)


def _follow_page(request, post, form, *, status=200, wait=None):
    context = {
        "post": post,
        "form": form,
        "account": account_of(request),
        "is_done": "done" in request.GET,
        "is_asked": "asked" in request.GET,
        "needs_token": has_session(request),
    }
    response = render(request, "comments/follow.html", context, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    if has_session(request) or request.method == "POST":
        keep_private(response)
    return response
