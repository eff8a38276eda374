"""What is turned away before anything looks at it."""

from django.conf import settings
from django.shortcuts import render

from .views import bad_request


class FrontDoor:
    """
    No address holds a NUL: PostgreSQL cannot store one, and no browser ever sends one by itself. No request is larger
    than the largest picture, so that nobody fills the disk by way of a form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
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
