"""Hugo's shortcodes, `{{< name … >}}` and `{{% name … %}}`; Zola's, `{{ name(…) }}`."""

import re
from html import escape

from django.utils.translation import gettext as _

from ..code import Stretch, Text
from .dialect import Dialect, Page, as_comment, code, figure, gist, set_apart, unknown, video

SHORTCODE = re.compile(r"\{\{([<%])\s*(/?)\s*([\w./-]{1,60})((?:\s(?:[^{}]|\{(?!\{)|\}(?!\}))*?)?)\s*(/?)[>%]\}\}")
ESCAPED = re.compile(r"\{\{([<%])/\*([^{}]{0,2000}?)\*/([>%])\}\}")
HIGHLIGHT = re.compile(r"\{\{[<%]\s*highlight\s+([^{}]{0,200}?)[>%]\}\}")
HIDDEN = re.compile(r"\{\{[<%]\s*comment\s*[>%]\}\}")
ARGUMENT = re.compile(
    r"""(?:([\w-]{1,60})\s*=\s*)?(?:"((?:\\.|[^"\\])*)"|`([^`]*)`|'((?:\\.|[^'\\])*)'|([^\s"`'=]+))""", re.DOTALL
)
OF_ZOLA = re.compile(r"\{\{\s*([\w:]{1,60})\(((?:[^{}]){0,2000}?)\)\s*\}\}")
PAIRED_OF_ZOLA = re.compile(r"\{%\s*([\w:]{1,60})\((?:[^{}]){0,2000}?\)\s*%\}")
ESCAPED_OF_ZOLA = re.compile(r"\{([{%])/\*([^{}]{0,2000}?)\*/([}%])\}")


def arguments(text: str) -> dict[str, str]:
    """Named ones by their names, the others by their numbers from 0."""
    found, number = {}, 0
    for name, *values in ARGUMENT.findall(text[:2000]):
        value = re.sub(r'\\(["\'\\])', r"\1", next(filter(None, values), ""))
        found[name.lower() or str(number)] = value
        number += not name
    return found


def _highlighted(opening: re.Match, text: Text) -> tuple[str, int] | None:
    closing = text.ahead(r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}", opening.end())
    if closing is None:
        return None
    return code(text.words[opening.end() : closing.start()], arguments(opening[1]).get("0", "")), closing.end()


def _hidden(opening: re.Match, text: Text) -> tuple[str, int] | None:
    closing = text.ahead(r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}", opening.end())
    return (as_comment(text.words[opening.end() : closing.start()]), closing.end()) if closing else None


class Hugo(Dialect):
    stretches = (Stretch(HIGHLIGHT, _highlighted), Stretch(HIDDEN, _hidden))

    def in_prose(self, text: str, page: Page) -> str:
        return self.in_code(SHORTCODE.sub(lambda found: self._written(found, page), text))

    def in_code(self, text: str) -> str:
        return ESCAPED.sub(lambda found: f"{{{{{found[1]}{found[2]}{found[3]}}}}}", text)

    def _written(self, found: re.Match, page: Page) -> str:
        name = found[3].lower()
        if name == "details":
            return _details(found)
        words = None if found[2] else known(name, arguments(found[4]), page)
        if words is None:
            if not found[2]:
                unknown(page, f"{{{{{found[1]} {name} {'>' if found[1] == '<' else '%'}}}}}")
            return found[0]
        return words if name in {"ref", "relref"} else set_apart(found, words)


def known(name: str, given: dict[str, str], page: Page) -> str | None:
    if name in {"ref", "relref"}:
        address = page.find(given.get("path") or given.get("0", ""))
        if address is None:
            page.lose(_("link to a file that is not in the folder"))
        return address
    if name in {"youtube", "vimeo"}:
        return video(name, given.get("id") or given.get("0", ""))
    if name in {"figure", "img", "image"}:
        return _figure(given)
    if name in {"tweet", "x", "twitter"}:
        return _post_on_twitter(given)
    if name == "instagram":
        number = given.get("id") or given.get("0", "")
        return f"<https://www.instagram.com/p/{number}/>" if re.fullmatch(r"[\w-]{1,60}", number) else None
    return _gist(given) if name == "gist" else None


def _figure(given: dict[str, str]) -> str | None:
    source = next((given[name] for name in ("src", "path", "url", "image_path", "0") if given.get(name)), "")
    caption = " – ".join(filter(None, [given.get("title"), given.get("caption"), given.get("attr")]))
    return figure(source, given.get("alt", ""), caption, given.get("link", "")) if source else None


def _gist(given: dict[str, str]) -> str | None:
    parts = [given.get("user") or given.get("0", ""), given.get("id") or given.get("1", "")]
    return gist(*parts) if all(re.fullmatch(r"[\w-]{1,60}", part) for part in parts) else None


def _post_on_twitter(given: dict[str, str]) -> str | None:
    number, user = given.get("id") or given.get("0", ""), given.get("user") or "i"
    is_fit = number.isdecimal() and re.fullmatch(r"\w{1,30}", user)
    return f"<https://twitter.com/{user}/status/{number}>" if is_fit else None


def _details(found: re.Match) -> str:
    if found[2]:
        return "\n</details>\n"
    given = arguments(found[4])
    words = given.get("summary") or given.get("title") or given.get("0") or _("Details")
    return f"<details><summary>{escape(words)}</summary>\n"


class Zola(Dialect):
    def in_prose(self, text: str, page: Page) -> str:
        text = OF_ZOLA.sub(lambda found: self._written(found, page), text)
        for found in PAIRED_OF_ZOLA.finditer(text):
            unknown(page, f"{{% {found[1]}() %}}")
        return self.in_code(text)

    def in_code(self, text: str) -> str:
        return ESCAPED_OF_ZOLA.sub(lambda found: f"{{{found[1]}{found[2]}{found[3]}}}", text)

    def _written(self, found: re.Match, page: Page) -> str:
        given = arguments(found[2].replace(",", " , "))
        words = known(found[1].lower(), {name: value for name, value in given.items() if value != ","}, page)
        if words is None:
            unknown(page, f"{{{{ {found[1]}() }}}}")
            return found[0]
        return set_apart(found, words)
