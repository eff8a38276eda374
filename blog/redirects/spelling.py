"""How addresses are written down: paths as people read them, and targets that nobody has to be afraid of."""

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..markdown.source import FORBIDDEN

LONGEST_PATH = 600
LONGEST_TARGET = 2000
SLASHES = re.compile(r"/{2,}")
WEB = re.compile("https?://", re.IGNORECASE)
# Control characters, directions, zero widths, lone surrogates: not to be seen in a list.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# Persian and Indian words need them to be written at all.
JOINERS = {"\u200c", "\u200d"}


def plain(text: str) -> str:
    """Of a path or a query: decoded, in one of the ways in which Unicode writes the same word."""
    return unicodedata.normalize("NFC", unquote(text))


def plain_path(path: str) -> str:
    return SLASHES.sub("/", plain(path))


def as_asked(path: str) -> str:
    """Of a request's path, which the server has decoded."""
    return SLASHES.sub("/", unicodedata.normalize("NFC", path))


def typed(path: str) -> str:
    """A path that was kept, as somebody would type it: `as_path` makes the same of it again."""
    return path.replace("%", "%25").replace("#", "%23")


def as_path(address: str) -> str:
    """The path, with its query, of an old address; on which host it stood is of no concern."""
    parts = _split(address.strip())
    path = plain_path(f"/{parts.path}")
    if parts.query:
        path += f"?{plain(parts.query)}"
    if path == "/":
        raise ValidationError(_("The front page cannot be led away. Write the path of an old address, like /about/."))
    if FORBIDDEN.search(path):
        raise ValidationError(_("It holds characters that cannot be seen. Type it anew."))
    if len(path) > LONGEST_PATH:
        raise ValidationError(_("It is longer than %(most)s characters.") % {"most": LONGEST_PATH})
    return path


def as_typed_path(address: str) -> str:
    """What a machine has read may hold marks of direction; what a person types has none by intention."""
    path = as_path(address)
    if _unseen(path):
        raise ValidationError(_("It holds characters that cannot be seen. Type it anew."))
    return path


def as_target(address: str) -> str:
    """A path of this site, or the https address of another one; the second is never reached by a path's disguise."""
    address = address.strip()
    if len(address) > LONGEST_TARGET:
        raise ValidationError(_("It is longer than %(most)s characters.") % {"most": LONGEST_TARGET})
    if "\\" in address or _unseen(unquote(address)) or re.search(r"\s", address):
        raise ValidationError(_("It holds a space, a backslash or characters that cannot be seen. Type it anew."))
    parts = _split(address)
    if is_ours(parts):
        return SLASHES.sub("/", parts.path or "/") + after_path(parts)
    if address.startswith("/") and not address.startswith("//"):
        return address
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise ValidationError(_("Write a path of this site, like /about/, or another site’s address with https://."))
    return address


def is_ours(parts: SplitResult) -> bool:
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == urlsplit(settings.SITE_URL).netloc


def after_path(parts: SplitResult) -> str:
    return (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def visible(text: str) -> str:
    """With what cannot be seen named by its number, for lists that show the words of strangers."""
    return "".join(f"⟨U+{ord(sign):04X}⟩" if unicodedata.category(sign) in UNSEEN else sign for sign in text)


def _split(address: str) -> SplitResult:
    if not WEB.match(address) and "://" not in address.partition("?")[0]:
        # A path may hold a colon or begin with two slashes; urlsplit would take them for a scheme and a host.
        path, _sharp, fragment = address.partition("#")
        path, _mark, query = path.partition("?")
        return SplitResult("", "", path, query, fragment)
    try:
        parts = urlsplit(address)
        _host = parts.hostname
    except ValueError as error:
        raise ValidationError(_("This is no address. Copy it from the address bar of a browser.")) from error
    return parts


def _unseen(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) in UNSEEN} - JOINERS
