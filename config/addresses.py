"""Email addresses: known again without being kept, and shown without being told."""

from django.utils.crypto import salted_hmac


def known_as(address: str) -> str:
    """A keyed hash of the inbox: capitals, a `+tag` and the two spellings of a domain make no other one of it."""
    local, _at, domain = address.strip().lower().rpartition("@")
    inbox = f"{local.partition('+')[0] or local}@{_plain(domain)}"
    return salted_hmac("config.addresses", inbox, algorithm="sha256").hexdigest()[:32]


def masked(address: str) -> str:
    """Enough for whoever knows the address anyway."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""


def _plain(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
