"""Asked only when nothing answers at a path, so it costs living pages nothing."""

from urllib.parse import unquote

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render

from ..models import Code
from . import counting, missing
from .finding import Found, find, find_query

LONGEST_QUERY = 1000
KNOWN_FOR = "max-age=3600"  # an hour: a browser that never forgot would lead back what has returned to its place


class OldAddresses:
    """Middleware: turns a 404 into a redirect where what was here may be seen elsewhere, and counts the others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        query = request.META.get("QUERY_STRING", "")
        found = find(request.path_info, query if len(query) <= LONGEST_QUERY else "", request.user)
        if found is None:
            missing.note(request, response)
        elif unquote(found.location.partition("?")[0]) != request.path_info:
            return answer(request, found)
        return response


def answer_to_query(request):
    """For the front page: the answer to an address like `/?p=12`, or nothing."""
    found = find_query(request.GET, request.user)
    return answer(request, found) if found and found.location != request.get_full_path() else None


def answer(request, found: Found):
    if found.code == Code.GONE:
        response = render(request, "410.html", status=410)
    elif found.code == Code.ELSEWHERE:
        response = HttpResponseRedirect(found.location)
    else:
        response = HttpResponsePermanentRedirect(found.location)
        if not request.user.is_authenticated:
            response.headers["Cache-Control"] = KNOWN_FOR
    if found.old and request.method == "GET":
        counting.note_hit(request, response, found.old)
    return response
