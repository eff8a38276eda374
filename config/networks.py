"""Where a request came from, as a keyed hash of the network: enough to count by, not enough to find anybody."""

import ipaddress

from django.utils.crypto import salted_hmac

PREFIX = {4: 24, 6: 48}


def network_of(address: str) -> str:
    """Empty where there is no address, as behind a local socket."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    ip = getattr(ip, "ipv4_mapped", None) or ip
    network = ipaddress.ip_network((ip.packed, PREFIX[ip.version]), strict=False)
    return salted_hmac("network", str(network), algorithm="sha256").hexdigest()[:32]
