"""How the pages of this room find their piece: what is not offered of it is not there."""

from django.http import Http404

from ..models import PaperSettings, Post
from ..views import finding
from .buttons import BUTTONS, offered


def find(request, address: dict) -> Post:
    """As everywhere, and a 404 where staff have hidden the shape that the route is named after."""
    post = finding.find(request, address)
    shape = request.resolver_match.url_name
    if shape in BUTTONS and shape not in offered(post, PaperSettings.load()):
        raise Http404
    return post
