"""Shortcodes for sound, film and other sites' things: each becomes an address on a line of its own."""

import re
from html import escape, unescape

from .plain_text import TAG
from .shortcode import Shortcode, address_line, paragraph

# Where a number or name leads, if the shortcode has no address.
PLACES = {
    "bandcamp": "https://bandcamp.com/EmbeddedPlayer/album={}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "facebook": "{}",
    "flickr": "{}",
    "gist": "https://gist.github.com/{}",
    "googlemaps": "{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "pinterest": "{}",
    "polldaddy": "https://polldaddy.com/poll/{}",
    "scribd": "https://www.scribd.com/doc/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "soundcloud": "{}",
    "spotify": "https://open.spotify.com/{}",
    "ted": "https://www.ted.com/talks/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "videopress": "https://videopress.com/v/{}",
    "vimeo": "https://vimeo.com/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "youtube": "https://www.youtube.com/watch?v={}",
}
FILES = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "wmv")
SOUND = (".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".opus", ".aac")
FILM = (".mp4", ".m4v", ".webm", ".ogv", ".mov")
ADDRESS = re.compile(r"(?:https?:)?//[^\s|]+")
PLAIN_NAME = re.compile(r"[\w./:-]{1,200}")


def elsewhere(shortcode: Shortcode, site: str) -> str:
    """The address that a shortcode names, in any of the ways in which its plugins have named it."""
    said = shortcode.first("url", "src", "link", "id", "video_id", "video", "tweet", "poll", "map", "file")
    content = unescape(TAG.sub("", shortcode.content)).strip()
    said = (said or next(iter(shortcode.words), "") or content).strip()
    if found := ADDRESS.match(said):
        return found[0]
    return PLACES[site].format(said) if said and PLAIN_NAME.fullmatch(said) and PLACES[site] != "{}" else ""


def _known_site(shortcode: Shortcode) -> str:
    if address := elsewhere(shortcode, shortcode.name):
        return address_line(address)
    shortcode.seen[f"[{shortcode.name}] names no address and was left out"] += 1
    return "\n\n"


def _embed(shortcode: Shortcode) -> str:
    return address_line(unescape(TAG.sub("", shortcode.content)).strip() or shortcode.first("src"))


def _file(shortcode: Shortcode) -> str:
    address = shortcode.first(*FILES) or next(iter(shortcode.words), "").partition("|")[0]
    record = shortcode.about.library.get(shortcode.first("id"))
    if not address and record:
        return _links([(record.address, record.title)])
    return address_line(address or unescape(TAG.sub("", shortcode.content)).strip())


def _playlist(shortcode: Shortcode) -> str:
    library = shortcode.about.library
    ids = [each.strip() for each in shortcode.first("ids", "include").split(",") if each.strip()]
    kinds = FILM if shortcode.first("type") == "video" else SOUND
    own = [each for each in shortcode.about.own if each in library and library[each].address.lower().endswith(kinds)]
    records = [library[each] for each in ids or own if each in library]
    if not records:
        shortcode.seen["[playlist] names no file of this export and was left out"] += 1
    return _links([(record.address, record.title) for record in records])


def _links(files: list[tuple[str, str]]) -> str:
    items = [f'<a href="{escape(address)}">{escape(title or address)}</a>' for address, title in files]
    if len(items) == 1:
        return paragraph(items[0])
    return "\n\n<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>\n\n" if items else "\n\n"


SHORTCODES = {
    **dict.fromkeys(PLACES, _known_site),
    "embed": _embed,
    "audio": _file,
    "video": _file,
    "playlist": _playlist,
}
WITH_CONTENT = {"embed", "audio", "video", *PLACES}
