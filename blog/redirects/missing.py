"""Addresses that are asked for in vain: counted, so that the owner can lead them somewhere. No person is kept."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import F
from django.urls import is_valid_path
from django.utils import timezone

from ..markdown.source import FORBIDDEN
from ..models import MissedAddress
from ..tally import UNCOUNTED, Seen, Tally, after
from .spelling import LONGEST_PATH, plain_path

MOST, ROOM_MADE = 2000, 200
NEW_PER_MINUTE = 60
FORGOTTEN_AFTER = timedelta(days=180)

PAGED = {"page", "replies"}  # of something that is there
OURS = re.compile(r"/(?:accounts|admin|comment|markdownx|media|p|static)/")
# What robots try on every site; the uploads of WordPress are content.
PROBE = re.compile(
    r"/(?:\.|cgi-bin/|vendor/|wp-admin|wp-includes|wp-json|wp-login|wp-content/(?!uploads/))", re.IGNORECASE
)
FILE = re.compile(r"\.[a-z][a-z0-9]{1,4}/$", re.IGNORECASE)
ENDING = re.compile(r"\.(?!html?$|xml$|rdf$|pdf$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
UPLOADS = re.compile(r"/wp-content/uploads/.+\.(?!php|phtml|phar)[a-z0-9]{2,5}$", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)


def note(request: WSGIRequest, response) -> None:
    if request.method != "GET" or UNCOUNTED in request.META or PAGED & request.GET.keys():
        return
    if _comes_again(request.path_info):
        return
    path = plain_path(request.path_info)
    path = path.rstrip("/") if FILE.search(path) else path
    if looks_like_content(path):
        misses.add(path, _host(request))
        after(response, misses.flush)


def looks_like_content(path: str) -> bool:
    if len(path) > LONGEST_PATH or path == "/" or FORBIDDEN.search(path) or OURS.match(path) or PROBE.search(path):
        return False
    return not ENDING.search(path) or bool(UPLOADS.match(path))


def _comes_again(path: str) -> bool:
    """With the slash that Django adds."""
    return not path.endswith("/") and is_valid_path(f"{path}/")


def write_misses(taken: dict[str, Seen]) -> None:
    known = set(MissedAddress.objects.filter(path__in=taken).values_list("path", flat=True))
    for path in sorted(known):
        seen = taken[path]
        facts = {"referrer": seen.referrer} if seen.referrer else {}
        MissedAddress.objects.filter(path=path).update(hits=F("hits") + seen.times, last_at=seen.at, **facts)
    new = [path for path in taken if path not in known][: _room()] if len(known) < len(taken) else []
    rows = [MissedAddress(path=path, hits=taken[path].times, referrer=taken[path].referrer) for path in new]
    MissedAddress.objects.bulk_create(rows, ignore_conflicts=True)


def tidy() -> None:
    """Housekeeping."""
    MissedAddress.objects.filter(last_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    _make_room()


def _room() -> int:
    """How many new addresses may be kept now: so many a minute, whichever process asks, and so many in all."""
    latest = MissedAddress.objects.filter(first_at__gt=timezone.now() - timedelta(minutes=1)).count()
    if latest < NEW_PER_MINUTE:
        _make_room()
    return max(0, NEW_PER_MINUTE - latest)


def _make_room() -> None:
    """The least asked for, longest unseen go first."""
    if MissedAddress.objects.count() > MOST - NEW_PER_MINUTE:
        least = MissedAddress.objects.order_by("hits", "last_at").values_list("pk", flat=True)[:ROOM_MADE]
        MissedAddress.objects.filter(pk__in=list(least)).delete()


def _host(request) -> str:
    """The other site that has the link, and nothing more of it."""
    try:
        host = urlsplit(request.headers.get("Referer", "")[:LONGEST_PATH]).hostname or ""
    except ValueError:
        return ""
    is_other = host not in {settings.SITE_HOST, request.get_host().partition(":")[0]}
    return host if is_other and len(host) <= 100 and HOST.fullmatch(host) else ""


misses = Tally(write_misses)
