"""An address alone in its paragraph becomes a card that loads the other site's frame only when a reader asks for it."""

import re
from collections.abc import Collection
from html import escape
from urllib.parse import parse_qs, urlsplit

from markdown_it.token import Token

from .words import words_for

DEFAULT_EMBED_HOSTS = frozenset({"youtube.com", "youtu.be", "vimeo.com"})
# For the page's Content-Security-Policy (`frame-src`).
FRAME_HOSTS = {
    "youtube.com": "www.youtube-nocookie.com",
    "youtu.be": "www.youtube-nocookie.com",
    "vimeo.com": "player.vimeo.com",
}
YOUTUBE_ID = re.compile(r"[\w-]{6,20}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{6,20})", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:video/)?(\d{3,12})(?:/([0-9a-f]{6,20}))?", re.ASCII)
DURATION = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")


def frame_sources(hosts: Collection[str] = DEFAULT_EMBED_HOSTS) -> tuple[str, ...]:
    return tuple(sorted({f"https://{FRAME_HOSTS.get(host, host)}" for host in hosts}))


def embeddable_address(inline: Token, hosts: Collection[str]) -> str | None:
    """The frame's address, if this paragraph is nothing but an address that can be embedded."""
    children = inline.children or []
    if [child.type for child in children] != ["link_open", "text", "link_close"] or children[0].markup != "autolink":
        return None
    return frame_address(str(children[0].attrs["href"]), hosts)


def frame_address(address: str, hosts: Collection[str]) -> str | None:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.username or host not in hosts:
        return None
    if host in ("youtube.com", "youtu.be"):
        return _youtube(parts, host)
    if host == "vimeo.com":
        return _vimeo(parts)
    return parts._replace(scheme="https", fragment="").geturl()


def link_card(address: str, frame: str, language: str) -> str:
    """Works as a plain link; static/js/link-embed.js adds the button that loads the frame."""
    shown = address.removeprefix("https://").removeprefix("http://")
    label = f"{words_for(language)['load']} {urlsplit(frame).hostname}"
    return (
        f'<link-embed data-frame="{escape(frame)}" data-label="{escape(label)}">'
        f'<a href="{escape(address)}">{escape(shown)}</a></link-embed>'
    )


def _youtube(parts, host: str) -> str | None:
    query = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
    in_path = YOUTUBE_PATH.fullmatch(parts.path)
    video = parts.path[1:] if host == "youtu.be" else in_path[1] if in_path else query.get("v", [""])[0]
    if not YOUTUBE_ID.fullmatch(video):
        return None
    start = _seconds(query.get("t", query.get("start", [""]))[0])
    return f"https://www.youtube-nocookie.com/embed/{video}" + (f"?start={start}" if start else "")


def _seconds(typed: str) -> int:
    """`90`, `90s` and `1m30s` are all one and a half minutes."""
    found = DURATION.fullmatch(typed)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def _vimeo(parts) -> str | None:
    found = VIMEO_PATH.fullmatch(parts.path)
    if found is None:
        return None
    return f"https://player.vimeo.com/video/{found[1]}" + (f"?h={found[2]}" if found[2] else "")
