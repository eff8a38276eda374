"""How posts and pages are addressed, and what stands beside them. Imported by every urls.py that adds such a shape."""

import re

from django.urls import path, register_converter

from .locks.views import behind_lock
from .slugs import AT_ROOT


class Year:
    regex = "[12][0-9]{3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:04d}"


class Month(Year):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value):
        return f"{value:02d}"


class Slug:
    """Letters of any script; one segment of a path."""

    regex = "[^/]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class PagePath(Slug):
    """A page's path: anything that does not begin with one of the site's own addresses."""

    regex = rf"(?!(?:{'|'.join(re.escape(word) for word in sorted(AT_ROOT))}|[0-9]{{4}})(?:/|$)).+"


register_converter(Year, "year")
register_converter(Month, "month")
register_converter(Slug, "piece")
register_converter(PagePath, "page")

POST = "<year:year>/<month:month>/<piece:slug>/"
PAGE = "<page:path>/"


def beside(suffix: str, view, name: str) -> list:
    """
    The two routes of one shape: below a post and below a page. `Post.url_of(name)` finds the right one. A post that is
    locked answers with its lock in every shape.
    """
    view = behind_lock(view)
    return [path(POST + suffix, view, name=name), path(PAGE + suffix, view, name=name)]
