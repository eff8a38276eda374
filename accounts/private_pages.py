"""Every page below /accounts/ is for one person: in no store, in no search engine."""

PREFIX = "/accounts/"


class PrivatePages:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(PREFIX):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_template_response(self, request, response):
        # allauth hands a `site` of its own to its pages; the name means the site's settings in every template here.
        if request.path_info.startswith(PREFIX) and response.context_data:
            response.context_data.pop("site", None)
        return response
