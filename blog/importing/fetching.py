"""
One file from somebody else's server, for an import. No address of this machine or its network is ever asked: the name
is resolved once, every answer is looked at, and the connection goes to the very address that was looked at.
"""

import ipaddress
import socket
import ssl
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}
CONNECT_SECONDS, WHOLE_SECONDS = 10, 40
MOST_REDIRECTS = 4
PIECE = 64 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {400, 401, 403, 404, 405, 406, 410, 451}
# Networks through which a private IPv4 address can be reached under the name of a public IPv6 one.
TUNNELS = [ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class NotFetched(Exception):
    """The message is a sentence for the report; `is_final` if asking again is of no use."""

    def __init__(self, sentence: str, *, is_final: bool = True):
        super().__init__(sentence)
        self.is_final = is_final


def fetch(address: str, most_bytes: int) -> bytes:
    """The body that this address answers with, redirects followed. Raises NotFetched."""
    until = time.monotonic() + WHOLE_SECONDS
    for _redirect in range(MOST_REDIRECTS + 1):
        answer = _asked(address, until)
        try:
            if answer.status not in REDIRECTS:
                return _body(answer, most_bytes, until)
            address = urljoin(address, answer.headers.get("Location", ""))
        except (OSError, HTTPException, ValueError) as error:
            raise NotFetched(_("The server broke off its answer."), is_final=False) from error
        finally:
            answer.close()
    raise NotFetched(_("The server sends from one address to the next without end."))


def _asked(address: str, until: float) -> HTTPResponse:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise NotFetched(_("The address is no address.")) from error
    if parts.scheme not in PORTS or not host or parts.username or port not in PORTS.values():
        raise NotFetched(_("Only ordinary http and https addresses are fetched."))
    connection = _Connection(host, port, parts.scheme == "https", max(1.0, until - time.monotonic()))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='%=&?/:;+,@-._~')}" if parts.query else ""
    )
    try:
        connection.request(
            "GET", path, headers={"User-Agent": f"Broadsheet ({settings.SITE_URL})", "Accept": "image/*"}
        )
        return connection.getresponse()
    except (OSError, HTTPException, ValueError) as error:
        connection.close()
        raise NotFetched(_("The server does not answer (%s).") % type(error).__name__, is_final=False) from error


def _body(answer: HTTPResponse, most_bytes: int, until: float) -> bytes:
    if answer.status != 200:
        sentence = _("The server answers %d.") % answer.status
        raise NotFetched(sentence, is_final=answer.status in FOR_GOOD)
    body = bytearray()
    while piece := answer.read1(PIECE):
        body += piece
        if len(body) > most_bytes:
            raise NotFetched(_("The file is larger than %d MB.") % (most_bytes // 1024**2))
        if time.monotonic() > until:
            raise NotFetched(_("The server is too slow."), is_final=False)
    return bytes(body)


def public_addresses(host: str, port: int) -> list[str]:
    """All addresses of a host; raises NotFetched if even one of them belongs to a private network."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotFetched(_("There is no server of this name."), is_final=False) from error
    if not found or not all(_is_public(each) for each in found):
        raise NotFetched(_("The address leads into a private network, where nothing is fetched."))
    return sorted(str(each) for each in found)


def _is_public(text) -> bool:
    address = ipaddress.ip_address(str(text).partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _is_public(address.ipv4_mapped)
        if any(address in network for network in TUNNELS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class _Connection(HTTPConnection):
    """Connects to an address that has been looked at; the name is only said, never looked up a second time."""

    def __init__(self, host: str, port: int, is_secure: bool, seconds: float):
        super().__init__(host, port, timeout=min(CONNECT_SECONDS, seconds))
        self.default_port = 443 if is_secure else 80
        self.is_secure = is_secure

    def connect(self):
        addresses = public_addresses(self.host, self.port)
        self.sock = socket.create_connection((addresses[0], self.port), self.timeout)
        if self.is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
