"""The Content-Security-Policy header, in the shape of Django 6's SECURE_CSP so that its own middleware can take over."""

from django.conf import settings


class ContentSecurityPolicy:
    """Every response carries the policy; a view may add frame hosts in `response.frame_hosts`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(getattr(response, "frame_hosts", ())))
        return response


def policy(frame_hosts=()) -> str:
    directives = dict(settings.SECURE_CSP)
    if frame_hosts:
        directives["frame-src"] = [f"https://{host}" for host in frame_hosts]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
