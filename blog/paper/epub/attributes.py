"""Which attributes a book takes over, and what must be true of their values."""

import re
from urllib.parse import quote, urljoin, urlsplit
from xml.etree.ElementTree import Element

from .elements import outside_formulas

SCHEMES = {"http", "https", "mailto", "tel"}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
COUNT = re.compile(r"[1-9][0-9]{0,4}")
NUMBER = re.compile(r"-?[0-9]{1,6}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})*\.?|[0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*")
BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
ANY = re.compile(r".*", re.DOTALL)
EVERYWHERE = {"class": ANY, "dir": re.compile("ltr|rtl|auto"), "id": ANY, "lang": LANGUAGE, "title": ANY}
OWN = {
    "a": {"href": ANY},
    "audio": {"src": ANY},
    "col": {"span": COUNT},
    "colgroup": {"span": COUNT},
    "img": {"src": ANY, "alt": ANY, "width": COUNT, "height": COUNT},
    "li": {"value": NUMBER},
    "ol": {"start": NUMBER, "type": re.compile("[1AaIi]"), "reversed": ANY},
    "source": {"src": ANY},
    "td": {"colspan": COUNT, "rowspan": COUNT},
    "th": {"colspan": COUNT, "rowspan": COUNT, "scope": re.compile("(?:col|row)(?:group)?")},
    "time": {"datetime": DATE},
    "video": {"src": ANY},
}
# A formula's own are seen to by blog.paper.epub.mathematics; its source comes along in the element around it.
KEPT_FOR_LATER = {"data-tex"}


def keep_known(body: Element) -> None:
    """Everything else goes: what is for a browser's script, for its loading of pictures, and roles of our pages."""
    for element in outside_formulas(body):
        known = EVERYWHERE | OWN.get(element.tag, {})
        for name, value in element.items():
            rule = known.get(name)
            if name not in KEPT_FOR_LATER and (rule is None or not rule.fullmatch(value.strip())):
                del element.attrib[name]
        _tidy(element)


def usable(address: str, base: str) -> str:
    """The address, whole and spelt as a book must spell it; empty where it leads nowhere."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    if parts.scheme in {"mailto", "tel"}:
        return f"{parts.scheme}:{_quoted(parts.path)}" + (f"?{_quoted(parts.query)}" if parts.query else "")
    if not host or not HOST.fullmatch(host):
        return ""
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""
    host = f"[{host}]" if ":" in host else host
    spelt = f"{parts.scheme}://{host}{f':{port}' if port else ''}{_quoted(parts.path)}"
    spelt += f"?{_quoted(parts.query)}" if parts.query else ""
    return spelt + (f"#{_quoted(parts.fragment)}" if parts.fragment else "")


def _quoted(part: str) -> str:
    return BARE_PERCENT.sub("%25", quote(part, safe="/?:@!$&'()*+,;=~%-._"))


def _tidy(element: Element) -> None:
    if "reversed" in element.attrib:
        element.set("reversed", "reversed")
    if language := element.get("lang"):
        element.set("xml:lang", language)
    if element.tag == "bdo" and element.get("dir") not in {"ltr", "rtl"}:
        element.tag = "span"
    if element.tag == "time" and not element.get("datetime"):
        element.tag = "span"
