"""The letter that asks for an address leads here: looking does nothing, the button confirms."""

from django.core import signing
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session

from ..letters import subscriptions
from ..mine import address_keys, confirming
from ..models import Correspondent
from ..receiving import prove


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def confirm(request, key):
    try:
        email, comment_id = confirming.read(key)
    except signing.SignatureExpired:
        return _page(request, {"is_expired": True}, status=410)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    comments = confirming.unproven(email, comment_id)
    if request.method == "POST" and not request.is_foreign:
        Correspondent.of(email).confirm()
        for comment in comments:
            if str(comment.pk) in request.POST.getlist("mine"):
                prove(comment)
        subscriptions.confirm(email, request.POST.getlist("follow"))
        return SeeOther(address_keys.page_of(email))
    # Of several, somebody else may have written the one that the letter was about.
    ticked = comment_id if len(comments) == 1 else None
    context = {"email": email, "comments": comments, "ticked": ticked, "needs_token": has_session(request)}
    return _page(request, context, status=403 if request.method == "POST" else 200)


def _page(request, context, *, status):
    response = render(request, "comments/confirm.html", context, status=status)
    keep_private(response)
    return response
