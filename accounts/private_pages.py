"""What a person with a session sees is for them alone; below /accounts/ it is in no search engine either."""

from django.conf import settings

PREFIX = "/accounts/"


class PrivatePages:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(PREFIX):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private")
        return response

    def process_template_response(self, request, response):
        # allauth hands a `site` of its own to its pages; the name means the site's settings in every template here.
        if request.path_info.startswith(PREFIX) and response.context_data:
            response.context_data.pop("site", None)
        return response
