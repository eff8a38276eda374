"""Who is really asking, when a reverse proxy stands in between."""

import ipaddress

from django.conf import settings


class TrustedProxies:
    """
    Sets REMOTE_ADDR to the client's address: the rightmost one in X-Forwarded-For that is in none of
    TRUSTED_PROXIES. Only a trusted proxy is believed, about the address and about the scheme.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _is_trusted(request.META.get("REMOTE_ADDR", "")):
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            request.META["REMOTE_ADDR"] = _client([entry.strip() for entry in forwarded if entry.strip()]) or "0.0.0.0"
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https":
                request.META["wsgi.url_scheme"] = "https"
                request.environ["wsgi.url_scheme"] = "https"
        return self.get_response(request)


def _client(addresses: list[str]) -> str | None:
    for address in reversed(addresses):
        if not _is_trusted(address):
            return address if _is_address(address) else None
    return addresses[0] if addresses else None


def _is_trusted(address: str) -> bool:
    return _is_address(address) and any(
        ipaddress.ip_address(address) in network for network in settings.TRUSTED_PROXIES
    )


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
