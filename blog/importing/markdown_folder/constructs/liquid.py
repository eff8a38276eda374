"""Liquid, in which Jekyll's texts may be written and Eleventy's are by default; and kramdown's marks."""

import re

from django.utils.translation import gettext as _

from ..code import Stretch, Text
from .dialect import Dialect, Page, as_comment, code, figure, gist, set_apart, unknown, video
from .hugo import arguments

RAW = re.compile(r"\{%-?\s*raw\s*-?%\}")
HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+([\w.+#-]{1,40})[^{}%]{0,200}%\}")
COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
NOTE = re.compile(r"\{#")
END_OF_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
TAG = re.compile(r"\{%-?\s*([\w.]{1,60})\s*((?:[^{}%]|%(?!\})|\{(?![{%])|\}){0,2000}?)\s*-?%\}")
# `{{ site.url }}{{ site.baseurl }}/x` is a path of the blog's own.
SITE_URL = re.compile(r"\{\{-?\s*site\.url\s*-?\}\}(?=/|\{\{-?\s*site\.baseurl|\{%)")
BASE_URL = re.compile(r"\{\{-?\s*site\.base_?url\s*-?\}\}")
BASE_BEFORE_TAG = re.compile(r"\{\{-?\s*site\.base_?url\s*-?\}\}(?=\{%-?\s*(?:post_url|link)\b)")
PATH = re.compile(
    r"""\{\{-?\s*["']([^"'{}]{0,500})["']\s*\|\s*(?:relative_url|absolute_url|url|prepend:\s*site\.base_?url)"""
    r"""(?:\s*\|\s*[^{}]{0,100})?\s*-?\}\}"""
)
VARIABLE = re.compile(r"\{\{-?\s*([\w.\[\]]{1,60})[^{}]{0,500}\}\}")
CONTENTS = re.compile(r"^[ ]{0,3}(?:[-*+]|1\.)[ ]+\S.*\n[ ]{0,3}\{:\s*toc\s*\}[ \t]*$", re.MULTILINE)
KRAMDOWN = re.compile(r"\{:[^{}\n]{1,200}\}|(?<=\S)[ \t]\{#[\w-]{1,80}\}[ \t]*$", re.MULTILINE)


def _until(name: str, write):
    closing = rf"\{{%-?\s*end{name}\s*-?%\}}"

    def read(opening: re.Match, text: Text) -> tuple[str, int] | None:
        end = text.ahead(closing, opening.end())
        return (write(opening, text.words[opening.end() : end.start()]), end.end()) if end else None

    return read


def _note(opening: re.Match, text: Text) -> tuple[str, int] | None:
    end = text.ahead(r"#\}", opening.end())
    inside = text.words[opening.end() : end.start()] if end else "\n\n"
    # `{#id}` is kramdown's.
    return (as_comment(inside), end.end()) if end and inside[:1].isspace() and "\n\n" not in inside else None


class Liquid(Dialect):
    stretches = (
        Stretch(RAW, _until("raw", lambda opening, words: words)),
        Stretch(HIGHLIGHT, _until("highlight", lambda opening, words: code(words, opening[1]))),
        Stretch(COMMENT, _until("comment", lambda opening, words: as_comment(words))),
    )

    def in_prose(self, text: str, page: Page) -> str:
        text = BASE_BEFORE_TAG.sub("", SITE_URL.sub("", text))
        text = BASE_URL.sub(lambda _: page.base, text)
        text = text.replace("{{ site.url }}", page.origin or "{{ site.url }}")
        text = PATH.sub(lambda found: _own_path(found[1], page), text)
        text = CONTENTS.sub("[toc]", text)
        text = TAG.sub(lambda found: _tag(found, page), text)
        for found in VARIABLE.finditer(text):
            unknown(page, f"{{{{ {found[1]} }}}}")
        for _mark in KRAMDOWN.finditer(text):
            page.lose(_("kramdown's marks {: … } stay as text"))
        return text

    def in_code(self, text: str) -> str:
        return END_OF_RAW.sub("", text)


class Nunjucks(Liquid):
    stretches = (*Liquid.stretches, Stretch(NOTE, _note))


def _own_path(path: str, page: Page) -> str:
    return path if "://" in path else f"{page.base}/{path.lstrip('/')}"


def _tag(found: re.Match, page: Page) -> str:
    name, rest = found[1].lower(), found[2].strip()
    if name in {"post_url", "link"}:
        address = page.find(f"{'/_posts/' if name == 'post_url' else '/'}{rest}")
        if address is None:
            page.lose(_("link to a file that is not in the folder"))
        return address or found[0]
    words = _written(name, rest)
    if words is None:
        is_end = name.startswith("end") or name in {"else", "elsif"}
        if not is_end:
            unknown(page, f"{{% {name} {rest.partition(' ')[0] if name == 'include' else ''}".rstrip() + " %}")
        return found[0]
    return set_apart(found, words)


def _written(name: str, rest: str) -> str | None:
    given = arguments(rest)
    if name in {"youtube", "vimeo"}:
        return video(name, given.get("id") or given.get("0", ""))
    if name == "gist":
        user, _slash, number = given.get("0", "").rpartition("/")
        is_fit = re.fullmatch(r"[\w-]{1,60}", number) and re.fullmatch(r"[\w-]{0,60}", user)
        return gist(user, number) if is_fit else None
    if name == "include":
        return _included(given)
    return None


def _included(given: dict[str, str]) -> str | None:
    """What themes call by these names is much alike; anything else stays."""
    file = given.get("0", "").lower()
    if "youtube" in file or "vimeo" in file:
        return video("vimeo" if "vimeo" in file else "youtube", given.get("id", ""))
    source = next((given[name] for name in ("image_path", "src", "url", "image", "path") if given.get(name)), "")
    if source and ("figure" in file or "image" in file or "img" in file) and "{" not in source:
        return figure(source, given.get("alt", ""), given.get("caption") or given.get("title") or "")
    return None
