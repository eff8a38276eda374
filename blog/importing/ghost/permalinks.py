"""Where a post stood: at its slug, or where the pattern in the settings of older versions put it."""

import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PLAIN = "/:slug/"
PART = re.compile(r":([a-z_]+)")


def permalink(pattern: str, zone: str, date: datetime | None, parts: dict[str, str]) -> str:
    """`parts` are slug, id, author and primary_tag; a pattern that asks for what is not there is the plain one."""
    if date:
        local = date.astimezone(_zone(zone))
        parts = {"year": f"{local:%Y}", "month": f"{local:%m}", "day": f"{local:%d}", **parts}
    asked = PART.findall(pattern)
    if not {"slug", "id"} & set(asked) or not all(map(parts.get, asked)):
        pattern = PLAIN
    path = PART.sub(lambda part: parts[part[1]], pattern)
    return f"/{path.strip('/')}/"


def absolute(address: str, site: str) -> str:
    """Of a picture or a file; as it is where the site's address is not known."""
    address = address.strip().replace("__GHOST_URL__", site)
    if not site or not address.startswith("/") or address.startswith("//"):
        return address
    below = urlsplit(site).path.rstrip("/")
    return urljoin(site, address) if below and address.startswith(f"{below}/") else site + address


def _zone(name: str):
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
