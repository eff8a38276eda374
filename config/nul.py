"""No address holds a NUL: PostgreSQL cannot store one, and no browser ever sends one by itself."""

from .views import bad_request


class RefuseNul:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)
