"""
The guard of forms that stand on pages shared by all strangers, and so carry no token.

With a session cookie Django's own CSRF check runs. Without one there is nothing to borrow, and it is enough that the
browser says where the form stood. Who says nothing (an old browser) is let in, and what they write waits.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

PORTS = {"http": 80, "https": 443}


def guest_form(view):
    """
    Sets `request.is_foreign` (sent from another site: the view gives the form back, 403) and
    `request.is_origin_proven`.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.is_foreign, request.is_origin_proven = False, True
        if request.method == "POST":
            proof = _by_token(request, view, args, kwargs) if has_session(request) else _by_headers(request)
            request.is_foreign, request.is_origin_proven = proof is False, proof is True
        return view(request, *args, **kwargs)

    return guarded


def has_session(request) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _by_token(request, view, args, kwargs) -> bool:
    return CsrfViewMiddleware(view).process_view(request, view, args, kwargs) is None


def _by_headers(request) -> bool | None:
    """True, False, or None where the browser tells nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    if origin := request.headers.get("Origin"):
        return _place(origin) == _place(f"{request.scheme}://{request.get_host()}")
    return None


def _place(address: str) -> tuple | None:
    try:
        parts = urlsplit(address)
        return parts.hostname and (parts.hostname, parts.port or PORTS.get(parts.scheme))
    except ValueError:
        return None
