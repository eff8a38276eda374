"""What is turned away before anything looks at it."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.shortcuts import render
from django.utils.http import parse_header_parameters

from .views import bad_request

CHARSETS = {"", "utf-8", "utf8", "us-ascii"}


class Request(WSGIRequest):
    """Django reads an address in whatever charset its sender names, before any middleware. Here it is read in ours."""

    def _set_content_type_params(self, meta):
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class FrontDoor:
    """
    No address holds a NUL: PostgreSQL cannot store one, and no browser ever sends one by itself. No request is larger
    than the largest picture, so that nobody fills the disk by way of a form. No browser sends a form of ours in
    another charset than ours; Python knows some in which no text can be read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        if request.content_params.get("charset", "").strip().lower() not in CHARSETS:
            return bad_request(request)
        if _size(request) > _limit(request):
            return render(request, "413.html", status=413)
        return self.get_response(request)


def _limit(request) -> int:
    """The view that takes whole blogs asks who sends them before it reads anything."""
    takes_blogs = request.path_info.endswith("/importjob/add/") and settings.SESSION_COOKIE_NAME in request.COOKIES
    return settings.MAX_IMPORT_BYTES if takes_blogs else settings.MAX_REQUEST_BYTES


def _size(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdecimal() else 0
