"""The last gate before HTML is called safe. What is not named here does not pass.

svg, math, style and iframe are never named: every hole found in such sanitisers needed one of them.
"""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import nh3

from .addresses import COMMENT_SCHEMES, POST_SCHEMES
from .attributes import PostAttributes, comment_attribute
from .nesting import refuse_deep_nesting
from .slots import Slots
from .source import without_forbidden

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


def clean_post(html: str, slots: Slots) -> str:
    refuse_deep_nesting(html)
    clean = nh3.clean(
        html,
        tags=POST_TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=POST_ATTRIBUTES,
        tag_attribute_values=POST_ATTRIBUTE_VALUES,
        attribute_filter=PostAttributes(html, slots),
        url_schemes=set(POST_SCHEMES),
        link_rel=None,
    )
    # `&#1;` became the character it stands for.
    return without_forbidden(clean)


def clean_comment(html: str) -> str:
    clean = nh3.clean(
        html,
        tags=COMMENT_TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=COMMENT_ATTRIBUTES,
        tag_attribute_values=COMMENT_ATTRIBUTE_VALUES,
        attribute_filter=comment_attribute,
        url_schemes=set(COMMENT_SCHEMES),
        link_rel="nofollow ugc",
    )
    return without_forbidden(clean)
