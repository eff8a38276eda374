"""Frames, sound and film: where they come from, by the address that a reader would be sent."""

import re
from urllib.parse import parse_qs, urlsplit

from .html_tree import Node
from .picture_nodes import address_of

TAGS = ("iframe", "audio", "video", "object", "embed")
YOUTUBE = re.compile(r"(?:www\.)?(?:youtube(?:-nocookie)?\.com)")
YOUTUBE_PATH = re.compile(r"/(?:embed|v)/([\w-]{6,20})", re.ASCII)
VIMEO_PATH = re.compile(r"/video/(\d{3,12})")


def address_of_media(node: Node) -> str:
    values = [each.attributes.get("value", "") for each in node.nodes("param") if _is_film(each)]
    inner = [each.attributes.get("src", "") for each in node.nodes("source", "embed", "iframe")]
    found = [address_of(node), node.attributes.get("data", ""), *values, *inner]
    return readable(next((address for address in found if address), ""))


def _is_film(parameter: Node) -> bool:
    return parameter.attributes.get("name", "").lower() in ("movie", "src", "url")


def readable(address: str) -> str:
    """The page of a film instead of its frame, where the one follows from the other."""
    address = f"https:{address}" if address.startswith("//") else address
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return address
    host = parts.hostname or ""
    if YOUTUBE.fullmatch(host) and (found := YOUTUBE_PATH.match(parts.path.replace("&", "?"))):
        start = query.get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={found[1]}" + (f"&t={start}" if start.isdecimal() else "")
    if host == "player.vimeo.com" and (found := VIMEO_PATH.match(parts.path)):
        return f"https://vimeo.com/{found[1]}"
    if host == "w.soundcloud.com" and query.get("url"):
        return query["url"][0]
    return address
