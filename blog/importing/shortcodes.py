"""WordPress's shortcodes: those that this version knows become HTML, the others stay and are counted by name."""

import re
from collections import Counter
from html import escape

# Escaped as `[[code]]`. No bracket inside, so that the search is linear.
SHORTCODE = re.compile(r"\[(\[?)(/?)([A-Za-z][\w-]{0,40})((?:[\s=][^\[\]]{0,3000})?)(/?)\](\]?)")
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
PICTURE = re.compile(r"\s*(<a\b[^<>]*>\s*<img\b[^<>]*>\s*</a>|<img\b[^<>]*>)", re.IGNORECASE)
CODE = {"code", "sourcecode", "source"}
FILES = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "wmv")
# Pictures are not brought over yet; where the gallery stood, nothing is shown.
LEFT_OUT = {"gallery", "playlist"}


def expand(text: str, seen: Counter) -> str:
    """`seen` counts what was left out and what is unknown, by the words for the report."""
    out, position, closings = [], 0, Closings(text)
    while found := SHORTCODE.search(text, position):
        out.append(text[position : found.start()])
        written, position = _expanded(found, closings, seen)
        out.append(written)
    return "".join(out) + text[position:]


def _expanded(found: re.Match, closings: "Closings", seen: Counter) -> tuple[str, int]:
    """What stands for the shortcode, and where the text goes on."""
    name = found[3].lower()
    if found[1] and found[6]:
        return found[0][1:-1], found.end()
    if found[2] or name not in EXPANDED:
        _note_unknown(found, name, seen)
        return found[0], found.end()
    content, end = closings.content(name, found) if name in WITH_CONTENT else ("", found.end())
    if content is None:
        return found[0], found.end()
    return EXPANDED[name](name, _attributes(found[4]), content, seen), end


class Closings:
    """Where `[/name]` stands next, looked for once: or thousands of unclosed ones would each search to the end."""

    def __init__(self, text: str):
        self.text = text
        self.next: dict[str, int] = {}

    def content(self, name: str, found: re.Match) -> tuple[str | None, int]:
        """None if there must be a content and the shortcode is never closed."""
        end = self._next(f"[/{name}]", found.end())
        again = self.text.find(f"[{name}", found.end(), end) if end >= 0 else -1
        if end < 0 or again >= 0:
            return ("" if name in MAY_BE_EMPTY else None), found.end()
        return self.text[found.end() : end], end + len(name) + 3

    def _next(self, closing: str, start: int) -> int:
        known = self.next.get(closing, 0)
        if 0 <= known < start:
            known = self.next[closing] = self.text.find(closing, start)
        return known


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): double or single or bare for name, double, single, bare in ATTRIBUTE.findall(text)}


def _note_unknown(found: re.Match, name: str, seen: Counter) -> None:
    """A bare `[word]` is more often an aside of the author's than a shortcode."""
    if found[2] or "=" in found[4]:
        seen[f"shortcode [{name}] stays as text"] += not found[2]


def _caption(name, attributes, content, seen) -> str:
    picture = PICTURE.match(content)
    if picture is None:
        return content
    caption = content[picture.end() :].strip() or escape(attributes.get("caption", ""))
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"\n\n<figure>{picture[1]}{words}</figure>\n\n"


def _embed(name, attributes, content, seen) -> str:
    return f"\n\n{(content or attributes.get('src', '')).strip()}\n\n"


def _file(name, attributes, content, seen) -> str:
    address = next((attributes[key] for key in FILES if attributes.get(key)), content.strip())
    return f'\n\n<a href="{escape(address)}">{escape(address)}</a>\n\n' if address else ""


def _code(name, attributes, content, seen) -> str:
    language = attributes.get("language") or attributes.get("lang") or ""
    # The old editor kept code with entities, or as typed.
    code = content if "&lt;" in content or "&gt;" in content or "&amp;" in content else escape(content, quote=False)
    marked = f' class="language-{escape(language)}"' if language else ""
    return f"\n\n<pre><code{marked}>{code.strip(chr(10))}</code></pre>\n\n"


def _left_out(name, attributes, content, seen) -> str:
    seen[f"[{name}] left out: pictures and sounds come with a later version"] += 1
    return "\n\n"


EXPANDED = {
    "caption": _caption,
    "wp_caption": _caption,
    "embed": _embed,
    "audio": _file,
    "video": _file,
    **dict.fromkeys(CODE, _code),
    **dict.fromkeys(LEFT_OUT, _left_out),
}
WITH_CONTENT = {"caption", "wp_caption", "embed", "audio", "video", *CODE}
MAY_BE_EMPTY = {"audio", "video"}
