"""A sheet for a mail program: whole addresses, and nothing that most of them cannot show; as HTML and as plain text."""

import re
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from config.site import absolute

from .. import absolute_html
from .choosing import Order
from .formulas import FORMULA
from .plain_text import plain_text
from .sheet import Sheet
from .tags import TAG, VOID
from .volume import Volume

LEFT_OUT = re.compile(r' (?:srcset|sizes|loading|decoding|tabindex|data-part|data-frame|data-label)="[^"]*"')
MEASURES = re.compile(r' (width|height)="([0-9]{1,5})"')
PERMALINK = re.compile(r'<a class="permalink"[^>]*></a>')
BOX = re.compile(r'<span class="box">(×?)</span>')
OWN_PICTURE = re.compile(rf' src="{re.escape(settings.SITE_URL)}/[^"]*"')
ALT = re.compile(r' alt="([^"]*)"')
SIZE = re.compile(r' class="(?:[^"]* )?picture-(full|large|medium|small|none)[" ]')
# Of a letter, in pixels, and how much of it a picture takes: many mail programs know no style for that.
FULL_WIDTH = 560
SHARES = {"full": 1, "large": 0.75, "medium": 0.5, "small": 0.3, "none": 0}


@dataclass
class Open:
    """An element that is not closed yet: the size of pictures in it, and where it begins if it may have to go."""

    size: str
    start: int
    has_lost: bool = False


def letter_of(volume: Volume) -> dict:
    """The context of the templates in `mail/`."""
    (sheet,) = volume.sheets
    order = replace(Order.read(QueryDict(), sheet.post), choice=sheet.choice)
    text, talk = letter_html(sheet, sheet.text), letter_html(sheet, sheet.talk)
    return {
        "post": sheet.post,
        "sheet": sheet,
        "shows_pictures": sheet.post.is_published,
        "cover_width": _cover_width(sheet),
        "text": text,
        "talk": talk,
        "plain": plain_text(f"{text}{talk}"),
        "pdf_url": absolute(order.url("pdf")),
    }


def letter_html(sheet: Sheet, html: str) -> SafeString:
    """From what the sanitiser made; whatever is put in is escaped."""
    html = absolute_html.with_absolute_links(html, sheet.canonical)
    html = BOX.sub(lambda box: "☑" if box[1] else "☐", html)
    html = FORMULA.sub(_as_tex, html)
    return mark_safe(_fit_for_mail(PERMALINK.sub("", html), sheet))


def _as_tex(formula: re.Match) -> str:
    tex = f"<code>{formula[1]}</code>"
    return f'<p class="formula">{tex}</p>' if 'display="block"' in formula[2] else tex


def _fit_for_mail(html: str, sheet: Sheet) -> str:
    """Tag by tag: attributes that no letter needs, pictures as they were chosen, a plain paragraph for an embed."""
    pieces: list[str] = []
    done, above = 0, [Open(sheet.choice.pictures, 0)]
    for tag in TAG.finditer(html):
        is_end, name, attributes = tag[1], tag[2], tag[3]
        pieces.append(html[done : tag.start()])
        done = tag.end()
        if name == "img":
            picture = _picture(attributes, _size(attributes) or above[-1].size, sheet)
            above[-1].has_lost |= not picture
            pieces.append(picture)
            continue
        if not is_end and name not in VOID:
            above.append(Open(_size(attributes) or above[-1].size, len(pieces)))
        name = "p" if name == "link-embed" else name
        pieces.append(f"<{is_end}{name}{LEFT_OUT.sub('', attributes)}>")
        if is_end and len(above) > 1:
            closed = above.pop()
            if name == "figure" and closed.has_lost:
                del pieces[closed.start :]
            elif name != "figure":
                above[-1].has_lost |= closed.has_lost
    return "".join([*pieces, html[done:]])


def _size(attributes: str) -> str:
    found = SIZE.search(attributes)
    return found[1] if found else ""


def _picture(attributes: str, size: str, sheet: Sheet) -> str:
    """The picture by its address where everybody may fetch it; else what it shows, in words."""
    if size == "none":
        return ""
    if sheet.post.is_published and OWN_PICTURE.search(attributes):
        measures = dict(MEASURES.findall(attributes))
        width = f' width="{_width(int(measures["width"]), size)}"' if "width" in measures else ""
        return f"<img{MEASURES.sub('', LEFT_OUT.sub('', attributes))}{width}>"
    alt = ALT.search(attributes)
    return f'<span class="picture">[{_("Picture")}{": " if alt and alt[1] else ""}{alt[1] if alt else ""}]</span>'


def _width(own: int, size: str) -> int:
    return min(own, round(FULL_WIDTH * SHARES[size]))


def _cover_width(sheet: Sheet) -> int:
    size = sheet.choice.sizes.get(sheet.cover_code, sheet.choice.pictures)
    return _width(sheet.cover.width, size) if sheet.cover else 0
