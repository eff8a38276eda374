from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..views.pieces import keep_private
from . import blocking


@csrf_exempt  # a mail program posts without cookies (RFC 8058); the key in the address is what permits it
@require_http_methods(["GET", "HEAD", "POST"])
def no_more(request, key):
    """To look at it does nothing; a POST blocks, unless it says that letters are welcome again."""
    address_hash = blocking.hash_in(key)
    if not address_hash:
        raise Http404
    if request.method == "POST":
        act = blocking.allow if request.POST.get("act") == "allow" else blocking.block
        act(address_hash)
    context = {"is_blocked": blocking.is_blocked(address_hash), "has_acted": request.method == "POST"}
    response = render(request, "blog/paper/no_more.html", context)
    keep_private(response)
    return response
