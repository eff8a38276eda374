"""What WordPress puts into its addresses besides the thing itself, taken off again step by step."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..slugs import BESIDE

# Feeds that WordPress answers at `/?feed=`, and where ours are.
FEEDS = {
    "feed": "/feed/", "rss": "/feed/", "rss2": "/feed/", "rdf": "/feed/", "atom": "/feed/atom/",
    "comments-rss2": "/comments/feed/", "comments-atom": "/comments/feed/",
}  # fmt: skip
# Its plain addresses, `/?p=12`. Kept as such by the importer; one that nobody remembers is the front page.
PLAIN = ["p", "page_id", "attachment_id", "cat", "tag", "author", "m", "name"]
LONGEST = 1000
MOST_STEPS = 6

# What it looks like, the plainer address, what stands behind the goal's own address, the query.
TABLE = [
    (r"/index\.php/?", "/", "", ""),
    (r"/index\.php(/.+)", r"\1", "", ""),
    (r"(.*/)feed/(?:rss2?|rdf|atom)/?", r"\1feed/", "", ""),
    (r"(.*/)page/(\d{1,6})/?", r"\1", "", r"page=\2"),
    (r"(.*/)comment-page-(\d{1,6})/?", r"\1", "", r"replies=\2"),
    (r"(.*/)(?:amp|trackback|embed)/?", r"\1", "", ""),
    (r"(.*/)attachment/[^/]+/?", r"\1", "", ""),
    (rf"(.*/)((?:{'|'.join(sorted(BESIDE))})/.*)", r"\1", r"\2", ""),
    (r"(.*[^/])\.html?", r"\1/", "", ""),
    (r"(/\d{4}/\d{2}/)\d{2}/([^/]+)/?", r"\1\2/", "", ""),
    (r"/category/(?:[^/]+/)+([^/]+)/?", r"/category/\1/", "", ""),
    (r"(/wp-content/uploads/.+)-(?:\d+x\d+|scaled|rotated)(\.\w+)", r"\1\2", "", ""),
]
HABITS = [(re.compile(pattern, re.IGNORECASE), *parts) for pattern, *parts in TABLE]


@dataclass(frozen=True)
class Form:
    """One way to read an address: the path of the thing, and what was said about it besides."""

    path: str
    tail: str = ""
    query: str = ""


def forms_of(path: str) -> list[Form]:
    """The address as it stands first, then ever plainer ones; those in small letters last."""
    if len(path) > LONGEST:
        return []
    forms = list(_plainer(Form(path)))
    small = [Form(form.path.lower(), form.tail, form.query) for form in forms]
    return list(dict.fromkeys([*forms, *small]))


def _plainer(form: Form) -> Iterator[Form]:
    for _step in range(MOST_STEPS):
        yield form
        if (plainer := _without_one_habit(form)) is None:
            return
        form = plainer


def _without_one_habit(form: Form) -> Form | None:
    for pattern, path, tail, query in HABITS:
        if match := pattern.fullmatch(form.path):
            found = Form(match.expand(path), match.expand(tail) + form.tail, match.expand(query) or form.query)
            if found.path != form.path:
                return found
    return None
