"""The last gate before HTML is called safe. What is not named here does not pass.

svg, math, style and iframe are never named: every hole found in such sanitisers needed one of them.
"""

import re
from urllib.parse import unquote

import nh3

from . import highlighting
from .nesting import refuse_deep_nesting
from .slots import Slots

POST_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
COMMENT_SCHEMES = frozenset({"http", "https", "mailto"})

POST_TAGS = set(
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div "
    "dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p picture pre q rp rt "
    "ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ul "
    "var video wbr".split()
)
COMMENT_TAGS = set("a blockquote br code em hr li ol p pre s span strong ul".split())
# These go with all they hold; of other strange elements the text stays.
DROPPED_WITH_CONTENT = set(
    "applet embed frame frameset iframe math noembed noframes noscript object script select style svg template "
    "textarea title xmp".split()
)

POST_ATTRIBUTES = {
    "*": {"aria-label", "class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"data-slot"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "q": {"cite"},
    "source": {"src"},
    "span": {"data-slot"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": {"height", "poster", "src", "width"},
}
POST_ATTRIBUTE_VALUES = {
    "a": {
        "aria-hidden": {"true"},
        "rel": {"author", "license", "me", "nofollow", "noopener", "noreferrer", "sponsored", "tag", "ugc"},
        "role": {"doc-backlink", "doc-noteref"},
        "tabindex": {"-1"},
    },
    "div": {"role": {"note", "region"}, "tabindex": {"0"}},
    "ol": {"type": {"1", "A", "I", "a", "i"}},
    "pre": {"tabindex": {"0"}},
    "section": {"role": {"doc-endnotes"}},
}
COMMENT_ATTRIBUTES = {"a": {"href", "title"}, "code": {"class"}, "ol": {"start"}, "span": {"class"}}
COMMENT_ATTRIBUTE_VALUES = {"pre": {"tabindex": {"0"}}}

CLASSES = highlighting.CLASSES | set(
    "alert alert-note alert-tip alert-important alert-warning alert-caution alert-title align-left align-center "
    "align-right center contents footnote-back footnote-ref footnotes full left lead math permalink pullquote right "
    "small table task tasks wide".split()
)
# The owner's stylesheet may style any class that begins like this.
OWN_CLASS = "my-"
LANGUAGE_CLASS = re.compile(r"language-[\w.+#-]{1,40}")

# Every id in a body begins like this, so that none can stand for one of the page's own, such as `comments` or
# `email`, nor for a property of the document.
ID_PREFIX = "body-"
ID = re.compile(r"""[^\s"'`<>&=]{1,100}""")
ID_IN_HTML = re.compile(r"""\bid\s*=\s*["']?([^\s"'`<>&=]{1,100})""", re.IGNORECASE)
ID_LISTS = {"headers"}

# Spans that make a cell of 100,000 columns take minutes to lay out or to print.
LARGEST_NUMBER = {"colspan": 100, "rowspan": 500, "span": 100, "width": 10_000, "height": 10_000}
OWN_FILES = {("audio", "src"), ("video", "src"), ("video", "poster"), ("source", "src"), ("track", "src")}
STRANGE_FILE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


def clean_post(html: str, slots: Slots) -> str:
    refuse_deep_nesting(html)
    ids = set(ID_IN_HTML.findall(html))
    return nh3.clean(
        html,
        tags=POST_TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=POST_ATTRIBUTES,
        tag_attribute_values=POST_ATTRIBUTE_VALUES,
        attribute_filter=lambda tag, name, value: _post_value(tag, name, value, ids, slots),
        url_schemes=set(POST_SCHEMES),
        link_rel=None,
    )


def clean_comment(html: str) -> str:
    return nh3.clean(
        html,
        tags=COMMENT_TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=COMMENT_ATTRIBUTES,
        tag_attribute_values=COMMENT_ATTRIBUTE_VALUES,
        attribute_filter=lambda tag, name, value: _known_classes(value) if name == "class" else value,
        url_schemes=set(COMMENT_SCHEMES),
        link_rel="nofollow ugc",
    )


def _post_value(tag: str, name: str, value: str, ids: set[str], slots: Slots) -> str | None:
    """What an attribute becomes; None: it goes."""
    if name == "class":
        return _known_classes(value)
    if name == "data-slot":
        return value if slots.is_own(value) else None
    if name == "id":
        return _prefixed(value) if ID.fullmatch(value) else None
    if name == "href" and value.startswith("#"):
        return f"#{ID_PREFIX}{value[1:]}" if unquote(value[1:]) in ids else value
    if name in ID_LISTS:
        return " ".join(_prefixed(part) for part in value.split() if ID.fullmatch(part))
    if name in LARGEST_NUMBER:
        return value if value.isdecimal() and len(value) < 6 and int(value) <= LARGEST_NUMBER[name] else None
    if (tag, name) in OWN_FILES and STRANGE_FILE.match(value):
        return None
    return value


def _known_classes(value: str) -> str | None:
    names = value.split()
    kept = [n for n in names if n in CLASSES or n.startswith(OWN_CLASS) or LANGUAGE_CLASS.fullmatch(n)]
    return " ".join(kept) or None


def _prefixed(name: str) -> str:
    return ID_PREFIX + name.removeprefix(ID_PREFIX)
