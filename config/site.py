"""What every page knows of the site it belongs to."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import SiteSettings


def site(request):
    """Context processor: `site` (title, tagline, …) and `site_url`."""
    return {"site": SimpleLazyObject(SiteSettings.load), "site_url": settings.SITE_URL}


def absolute(path: str) -> str:
    """The full address of a path of this site, whatever host the request came by."""
    return settings.SITE_URL + path
