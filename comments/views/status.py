"""The status page of one comment, for its writer alone: what became of it, and what they can do about it."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session
from config.limits import TooMany

from .. import receiving
from ..mine import appealing, confirming, standing
from ..mine.forms_of_mine import AppealForm
from ..models import Comment, RemovedComment
from ..senders import sender_of


def with_key(view):
    """Hands the view the comment that the key is of; once it is deleted for good, that is the answer."""

    @wraps(view)
    def keyed(request, pk, key):
        if not standing.is_key(pk, key):
            raise Http404
        comment = Comment.objects.select_related("post").filter(pk=pk).first()
        return view(request, comment) if comment else _gone(request, pk)

    return guest_form(keyed)


@require_safe
@with_key
def status(request, comment):
    return _page(request, comment)


@require_POST
@with_key
def withdraw_for_good(request, comment):
    if request.is_foreign:
        return _page(request, comment, status=403)
    address = standing.address_of(comment)
    receiving.withdraw(comment)
    return SeeOther(address)


@require_POST
@with_key
def appeal(request, comment):
    form = AppealForm(request.POST).guarded(request)
    if not form.is_valid():
        return _page(request, comment, form=form, status=form.status)
    try:
        appealing.appeal(comment, form.cleaned_data["words"], network=sender_of(request).network)
    except TooMany as refused:
        form.add_error("words", refused.message)
        return _page(request, comment, form=form, status=429, retry_after=refused.retry_after)
    return SeeOther(standing.address_of(comment))


@require_POST
@with_key
def ask_to_confirm(request, comment):
    """A letter goes out, or not: the answer is the same."""
    if request.is_foreign:
        return _page(request, comment, status=403)
    if standing.of(comment).is_unproven:
        try:
            confirming.ask(comment.email, network=sender_of(request).network, for_comment=comment)
        except TooMany as refused:
            return _page(request, comment, status=429, retry_after=refused.retry_after, problem=refused.message)
    return SeeOther(f"{standing.address_of(comment)}?asked")


def _page(request, comment, *, status=200, form=None, retry_after=None, problem=""):
    context = {
        "standing": standing.of(comment),
        "comment": comment,
        "post": comment.post if comment.post.is_published else None,
        "form": form or AppealForm(),
        "problem": problem,
        "is_asked": "asked" in request.GET,
        "needs_token": has_session(request),
    }
    response = render(request, "comments/status.html", context, status=status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    keep_private(response)
    return response


def _gone(request, pk):
    removed = RemovedComment.objects.select_related("post").filter(pk=pk).first()
    if removed is None:
        raise Http404
    post = removed.post if removed.post and removed.post.is_published else None
    response = render(request, "comments/gone.html", {"post": post, "is_for_writer": True}, status=410)
    keep_private(response)
    return response
