"""Where a picture of the old blog lay: one address for one file, however the text spells it."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

# A mirror of WordPress.com's: the host of the original is the first part of the path.
MIRROR = re.compile(r"i\d\.wp\.com")
ENDING = r"(?=\.[a-zA-Z0-9]{2,5}$)"
ENDS_IN_FILE = re.compile(r"\.[a-zA-Z0-9]{2,5}$")
SIZE = re.compile(rf"-\d{{1,5}}x\d{{1,5}}{ENDING}")
# What WordPress adds to the name of a picture that it made smaller, turned or cut.
MADE = re.compile(rf"(?:-scaled|-rotated|-e\d{{10,13}}){ENDING}")
RESIZED_BY = frozenset(
    {"w", "h", "fit", "resize", "crop", "zoom", "ssl", "quality", "strip", "lb", "size", "format", "width", "height"}
)
BROKEN = re.compile(r"[\t\r\n]+")


def canonical(address: str, base: str = "") -> str:
    """Empty if this is no address on the web. `base` is the blog's own, for addresses that are relative to it."""
    address = BROKEN.sub("", address).strip()
    if not address:
        return ""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else urljoin(base, address))
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "") or (parts.scheme and not host):
        return ""
    if MIRROR.fullmatch(host) and "." in parts.path.lstrip("/").partition("/")[0]:
        return canonical(f"https:/{parts.path}")
    return parts._replace(query=_query(host, parts.path, parts.query), fragment="").geturl()


def candidates(address: str) -> list[str]:
    """Where the best copy of a picture may lie, in the order of trying."""
    bare, mark, query = address.partition("?")
    original = SIZE.sub("", bare)
    whole, dot, ending = original.rpartition(".")
    found = [original]
    if original != bare and "/" not in ending:
        found.append(f"{whole}-scaled{dot}{ending}")
    found += [bare, MADE.sub("", bare)]
    return list(dict.fromkeys(f"{each}{mark}{query}" for each in found))


def file_key(address: str, *, any_size: bool = True) -> str:
    """
    The same for one picture on the blog's own host and on its mirrors, however WordPress turned or cut it; and with
    `any_size` also for the smaller ones it made. Beware: some names are given by people and only look like a size.
    """
    address = canonical(address)
    host, _, path = (address.partition("://")[2] or address).removeprefix("www.").partition("/")
    name = path.partition("?")[0].lower()
    name = MADE.sub("", SIZE.sub("", name) if any_size else name)
    _, uploads, inside = name.rpartition("uploads/")
    return inside if uploads else name if host.endswith("files.wordpress.com") else f"{host.lower()}/{name}"


def _query(host: str, path: str, query: str) -> str:
    """Size and way of packing are left out; elsewhere the rest may be what names the picture."""
    if not query or "/uploads/" in path or host.endswith(".wordpress.com"):
        return ""
    if not ENDS_IN_FILE.search(path):
        return query
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in RESIZED_BY]
    return urlencode(kept)
