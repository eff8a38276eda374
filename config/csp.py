"""The Content-Security-Policy header, in the shape of Django 6's SECURE_CSP, whose middleware can take over."""

from django.conf import settings


class ContentSecurityPolicy:
    """Every response carries the policy; a view may allow frames by `response.frame_sources`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(getattr(response, "frame_sources", ())))
        return response


def policy(frame_sources=()) -> str:
    directives = dict(settings.SECURE_CSP)
    if frame_sources:
        directives["frame-src"] = frame_sources
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
