"""`@name` of somebody who has spoken above becomes a link to what they said; whatever else begins so stays text."""

import re
from html import unescape

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

PIECE = re.compile(r"<(/?)(\w+)[^>]*>|[^<]+")
AT = re.compile(r"(?<!\w)@(?=\w)")
SILENT = {"a", "code", "pre"}
MOST = 30  # of one comment


def with_mentions(html: SafeString, speakers: dict[str, int]) -> SafeString:
    """`html` has passed the sanitiser; `speakers` are names with the number of the comment to lead to."""
    if "@" not in html or not speakers:
        return html
    names = sorted(speakers, key=len, reverse=True)
    parts, depth = [], 0
    for piece in PIECE.finditer(html):
        closing, tag = piece[1], piece[2]
        if tag in SILENT:
            depth += -1 if closing else 1
        parts.append(piece[0] if tag or depth or "@" not in piece[0] else _linked(unescape(piece[0]), names, speakers))
    return mark_safe("".join(parts))  # what the sanitiser wrote, with text that is escaped anew and links of ours


def _linked(text: str, names: list[str], speakers: dict[str, int]) -> str:
    done, end = [], 0
    for at in list(AT.finditer(text))[:MOST]:
        name = next((name for name in names if _calls(text, at.end(), name)), None)
        if name is None or at.start() < end:
            continue
        called = text[at.start() : at.end() + len(name)]
        link = '<a class="mention" href="#comment-{}" rel="nofollow ugc">{}</a>'
        done += [escape(text[end : at.start()]), format_html(link, str(speakers[name]), called)]
        end = at.end() + len(name)
    return "".join([*done, escape(text[end:])])


def _calls(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text[start:end].casefold() == name.casefold() and not text[end : end + 1].isalnum()
