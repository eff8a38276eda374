"""What the pages of this room have in common, and the two answers where a file is asked for."""

from urllib.parse import quote

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from config.models import WorkerPulse
from config.site import absolute

from ..models import PaperFile
from ..views.pieces import keep_private
from .buttons import shapes
from .choosing import Order

# Younger than this, a file is simply being made; older, the reader is told what is the matter.
USUAL_SECONDS = 6
PAUSE, LONGER_PAUSE = 1, 5
TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}


def ways(order: Order) -> dict:
    """What every page of this room knows: the piece, and where the shapes that are offered are with the same choice."""
    post = order.post
    return {
        "post": post,
        "order": order,
        "choice": order.choice,
        "paper": order.paper,
        "canonical": absolute(post.get_absolute_url()),
        **{f"{shape}_url": order.url(shape) for shape in shapes(post, order.paper)},
    }


def leading_on(order: Order) -> dict:
    """For the page that waits for a file of this post."""
    return {**ways(order), "headline": order.post.headline, "back_url": order.post.get_absolute_url()}


def guarded(response, *, is_public: bool):
    """Not for search engines; and what strangers may not see, for no shared store."""
    response.headers["X-Robots-Tag"] = "noindex"
    if not is_public:
        keep_private(response)
    return response


def file_answer(paper_file: PaperFile, file, name: str, address: str):
    response = FileResponse(file, content_type=TYPES[paper_file.form])
    response.headers["Content-Disposition"] = _named(name, paper_file.form)
    response.headers["Content-Length"] = str(paper_file.size)
    response.headers["ETag"] = f'"{paper_file.key}"'
    response.headers["Link"] = f'<{address}>; rel="canonical"'
    patch_cache_control(response, no_cache=True)
    return response


def waiting_page(request, paper_file: PaperFile, **context):
    seconds = (timezone.now() - paper_file.wanted_at).total_seconds()
    is_slow = seconds > USUAL_SECONDS
    context |= {
        "form": paper_file.get_form_display(),
        "here": request.get_full_path(),
        "has_failed": paper_file.has_failed,
        "is_slow": is_slow,
        "nobody_works": is_slow and not WorkerPulse.objects.alive().exists(),
        "pause": LONGER_PAUSE if is_slow else PAUSE,
    }
    response = render(request, "blog/paper/making.html", context, status=503 if paper_file.has_failed else 202)
    patch_cache_control(response, no_store=True)
    return response


def _named(name: str, ending: str) -> str:
    """RFC 6266: the name in plain letters for old programs, and the real one."""
    plain = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))
    header = f'inline; filename="{plain or "sheet"}.{ending}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(f'{name}.{ending}', safe='')}"
