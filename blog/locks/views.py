"""What stands before a locked post, at its address and all its shapes: the lock, and nothing of the post."""

from functools import wraps

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.answers import SeeOther
from config.guest_form import guest_form, has_session
from config.networks import network_of

from ..models import Post, Visibility
from ..views.pieces import keep_private
from . import attempts, keys

LONGEST_ADDRESS = 2000


def behind_lock(view):
    """Where the view meets a lock that this person may not pass, the lock is the answer."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except keys.Locked as lock:
            refused = attempts.Refusal(403) if request.method == "POST" else None
            return lock_page(request, lock.post, then=lock.then or _asked(request, lock.post), refusal=refused)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@guest_form
def unlock(request, pk):
    """Where the form of the lock goes. To look at it does nothing, and does not tell where the post stands."""
    post = get_object_or_404(Post.objects.answering(request.user), pk=pk)
    if request.method != "POST":
        return redirect("blog:short", pk)
    then = _safe(request.POST.get("then", "")) or _asked(request, post)
    if post.status != Visibility.PASSWORD or keys.may_pass(request, post):
        return SeeOther(then)
    if refusal := _refusal(request, post):
        return lock_page(request, post, then=then, refusal=refusal)
    response = SeeOther(then)
    keys.hand_over(response, post)
    keep_private(response)
    return response


def lock_page(request, post, *, then: str, refusal: attempts.Refusal | None = None):
    """The same for a post with all its shapes: the template learns its number and what kind of lock it has."""
    context = {
        "number": post.pk,
        "then": then,
        "message": refusal.message if refusal else "",
        "words": request.POST.get("comment", ""),
        "needs_token": has_session(request),
    }
    template = f"blog/locked/{post.visibility}.html"
    response = render(request, template, context, status=refusal.status if refusal else 200)
    keep_private(response)
    if refusal and refusal.retry_after:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _refusal(request, post) -> attempts.Refusal | None:
    if request.is_foreign:
        return attempts.Refusal(403, _("The form came from another place. Type the password once more."))
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    return attempts.refusal_of(post, request.POST.get("password", ""), network)


def _asked(request, post) -> str:
    """What was sent cannot be sent again by a link, so that leads to the post; by its number, which tells nothing."""
    return reverse("blog:short", args=[post.pk]) if request.method == "POST" else request.get_full_path()


def _safe(address: str) -> str:
    """A path of this site, or nothing."""
    own = address.startswith("/") and len(address) <= LONGEST_ADDRESS
    return address if own and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
