"""Where a request came from, as a keyed hash of the network: enough to count by, not enough to find anybody."""

import ipaddress

from django.utils.crypto import salted_hmac

PREFIX = {4: 24, 6: 48}


def network_of(address: str) -> str:
    """Empty where there is no address, as behind a local socket."""
    network = _network(address)
    return salted_hmac("network", str(network), algorithm="sha256").hexdigest()[:32] if network else ""


def start_of_network(address: str) -> str:
    """For people who look for a place they know: the address without the part that tells one house from the next."""
    network = _network(address)
    return str(network.network_address) if network else "0.0.0.0"


def _network(address: str):
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ipaddress.ip_network((ip.packed, PREFIX[ip.version]), strict=False)
