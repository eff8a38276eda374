"""The style that staff add for paper, as a file of its own: whatever is in it, it cannot leave a `<style>`."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import condition, require_safe

from ..models import PaperSettings

YEAR = 365 * 24 * 3600


def _etag(request) -> str:
    return quote_etag(PaperSettings.load().css_version)


@require_safe
@condition(etag_func=_etag)
def serve(request):
    """For as long as one likes under the version that the page names; the newest under any other."""
    paper = PaperSettings.load()
    if not paper.css:
        raise Http404
    response = HttpResponse(paper.css, content_type="text/css; charset=utf-8")
    if request.GET.get("v") == paper.css_version:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
